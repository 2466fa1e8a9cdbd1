import { PencilSquare, XCircle } from "@medusajs/icons";
import { Alert, Text, toast, usePrompt } from "@medusajs/ui";
import type { AdminImport } from "../../../types/http/imports";
import { useCancelImport } from "../../hooks/api/imports";
import { usePermissions } from "../../hooks/use-permissions";
import { useRefusalText } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";
import { PERMISSIONS } from "../../lib/permissions";
import { isImportOpen, isImportWorking } from "../../lib/polling";
import { ActionButton } from "../common/action-button";
import { Section } from "../common/section";
import { ConfirmImport } from "./confirm-import";
import { ImportProgress } from "./import-progress";
import { ImportStateBadge } from "./import-state-badge";
import { Outcomes } from "./outcomes";

/** The state of an import, what it means, and the next step. */
export const GeneralSection = ({ one }: { one: AdminImport }) => {
  const { t, dateTime } = useText();
  const { can } = usePermissions();
  return (
    <Section
      level="h1"
      title={one.filename ?? t("imports.unnamed")}
      note={t("imports.detail.begun", { date: dateTime(one.created_at) })}
      actions={
        <>
          <ImportStateBadge of={one} />
          {can(PERMISSIONS.writeImports) && <Actions one={one} />}
        </>
      }
    >
      <div className="flex flex-col gap-y-4 px-6 py-4">
        <Text size="small" className="text-ui-fg-subtle" role="status">
          {t(`imports.detail.${meaningOf(one)}`)}
        </Text>
        {one.error && (
          <Alert variant={one.state === "failed" ? "error" : "warning"} role="alert">
            {one.error}
          </Alert>
        )}
        {isImportWorking(one.state) ? <ImportProgress one={one} /> : <Outcomes one={one} />}
      </div>
      {one.state === "ready" && can(PERMISSIONS.writeImports) && <ConfirmImport one={one} />}
    </Section>
  );
};

/** What the state means for the reader, as a part of a key of our texts. */
function meaningOf({ state, options }: AdminImport): string {
  const isTried = options.dry_run && (state === "completed" || state === "completed_with_errors");
  return isTried ? "tried" : state;
}

const Actions = ({ one }: { one: AdminImport }) => {
  const { t } = useText();
  const cancel = useCancel(one);
  const again = one.file_id !== null && one.state !== "importing";
  const edit = { label: t("imports.edit.action"), icon: <PencilSquare />, to: `/customers/imports/${one.id}/settings` };
  const end = { label: t("imports.cancel.action"), icon: <XCircle />, onClick: cancel };
  const groups = [...(again ? [{ actions: [edit] }] : []), ...(isImportOpen(one.state) ? [{ actions: [end] }] : [])];
  return <ActionButton groups={groups} />;
};

function useCancel(one: AdminImport) {
  const { t } = useText();
  const refusalText = useRefusalText();
  const prompt = usePrompt();
  const { mutateAsync } = useCancelImport(one.id);
  return async () => {
    const isMeant = await prompt({
      title: t("imports.cancel.title"),
      description: t(one.state === "importing" ? "imports.cancel.storingText" : "imports.cancel.text"),
      confirmText: t("imports.cancel.confirm"),
      cancelText: t("imports.cancel.back"),
    });
    if (isMeant) {
      await mutateAsync().catch((error) => toast.error(refusalText(error)));
    }
  };
}
