import { Button, Checkbox, Label, Text, toast } from "@medusajs/ui";
import { useId, useState } from "react";
import type { AdminImport } from "../../../types/http/imports";
import { useConfirmImport } from "../../hooks/api/imports";
import { useRefusalText } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";

/** Stores what was checked. */
export const ConfirmImport = ({ one }: { one: AdminImport }) => {
  const { t, number } = useText();
  const refusalText = useRefusalText();
  const { mutateAsync, isPending } = useConfirmImport(one.id);
  const [isMailed, setMailed] = useState(false);
  const rows = one.total - one.invalid;
  const invitations = one.expected?.invitations ?? 0;
  const confirm = async () => {
    try {
      await mutateAsync({ send_invitations: isMailed });
      toast.info(t("imports.confirm.toast.title"), { description: t("imports.confirm.toast.text") });
    } catch (error) {
      toast.error(refusalText(error));
    }
  };
  return (
    <div className="flex flex-col gap-y-4 px-6 py-4 md:flex-row md:items-center md:justify-between md:gap-x-4">
      <div className="flex flex-col gap-y-2">
        {invitations > 0 && <Invitations count={invitations} isMailed={isMailed} onChange={setMailed} />}
        {one.invalid > 0 && (
          <Text size="small" className="text-ui-fg-subtle">
            {t("imports.confirm.withoutErrors", { count: one.invalid, number: number(one.invalid) })}
          </Text>
        )}
      </div>
      <Button size="small" onClick={confirm} isLoading={isPending} disabled={rows === 0} className="shrink-0">
        {t(one.options.dry_run ? "imports.confirm.try" : "imports.confirm.action", {
          count: rows,
          number: number(rows),
        })}
      </Button>
    </div>
  );
};

type InvitationsProps = { count: number; isMailed: boolean; onChange: (isMailed: boolean) => void };

const Invitations = ({ count, isMailed, onChange }: InvitationsProps) => {
  const { t, number } = useText();
  const id = useId();
  return (
    <div className="flex items-start gap-x-2">
      <Checkbox id={id} checked={isMailed} onCheckedChange={(checked) => onChange(checked === true)} />
      <div className="flex flex-col">
        <Label htmlFor={id} size="small" weight="plus">
          {t("imports.confirm.invite", { count, number: number(count) })}
        </Label>
        <Text size="small" className="text-ui-fg-subtle">
          {t("imports.confirm.inviteHint")}
        </Text>
      </div>
    </div>
  );
};
