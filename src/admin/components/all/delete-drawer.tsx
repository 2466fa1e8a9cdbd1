import { Alert, Button, Checkbox, Drawer, Heading, Label, Text } from "@medusajs/ui";
import { useId, useState } from "react";
import { type Refusal, useDeleteCustomers } from "../../hooks/use-delete-customers";
import { useText } from "../../hooks/use-text";
import type { Selection } from "../../lib/selection";
import { ProgressBar } from "../common/progress-bar";

type Props = {
  selection: Selection;
  /** How many are selected; for all that match, a lower bound. */
  count: number;
  text: string;
  onClose: (isDone: boolean) => void;
};

/** Deletes the selected customers, after a confirmation, and reports those that were refused. */
export const DeleteDrawer = ({ selection, count, text, onClose }: Props) => {
  const { t, number } = useText();
  const { phase, deleted, refused, error, start, stop } = useDeleteCustomers();
  const [isSure, setSure] = useState(false);
  const close = () => {
    stop();
    onClose(phase !== "waiting");
  };
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && close()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading>{t("all.delete.title")}</Heading>
          </Drawer.Title>
          <Drawer.Description className="text-ui-fg-subtle">{text}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          {phase === "waiting" && <Confirmation isSure={isSure} onChange={setSure} />}
          {phase === "running" && (
            <div className="flex flex-col gap-y-2">
              <ProgressBar label={t("all.delete.progress")} share={(deleted + refused.length) / Math.max(count, 1)} />
              <Text size="small" className="text-ui-fg-subtle" role="status">
                {t("all.delete.running", { count: deleted, number: number(deleted) })}
              </Text>
            </div>
          )}
          {phase === "done" && <Report deleted={deleted} refused={refused} error={error} />}
        </Drawer.Body>
        <Drawer.Footer>
          {phase === "waiting" && (
            <Drawer.Close asChild>
              <Button size="small" variant="secondary">
                {t("common.cancel")}
              </Button>
            </Drawer.Close>
          )}
          {phase === "waiting" && (
            <Button size="small" variant="danger" disabled={!isSure} onClick={() => start(selection)}>
              {t("all.delete.submit")}
            </Button>
          )}
          {phase === "running" && (
            <Button size="small" variant="secondary" onClick={stop}>
              {t("all.delete.stop")}
            </Button>
          )}
          {phase === "done" && (
            <Button size="small" onClick={close}>
              {t("all.delete.close")}
            </Button>
          )}
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  );
};

const Confirmation = ({ isSure, onChange }: { isSure: boolean; onChange: (isSure: boolean) => void }) => {
  const { t } = useText();
  const id = useId();
  return (
    <>
      <Text size="small">{t("all.delete.text")}</Text>
      <div className="flex items-center gap-x-2">
        <Checkbox id={id} checked={isSure} onCheckedChange={(checked) => onChange(checked === true)} />
        <Label htmlFor={id} size="small">
          {t("all.delete.sure")}
        </Label>
      </div>
    </>
  );
};

const Report = ({ deleted, refused, error }: { deleted: number; refused: Refusal[]; error: string | null }) => {
  const { t, number } = useText();
  return (
    <>
      <Alert variant={refused.length > 0 || error ? "warning" : "success"} role="status">
        {t("all.delete.done", { count: deleted, number: number(deleted) })}
      </Alert>
      {error && (
        <Alert variant="error" role="alert">
          {t("all.delete.broken", { reason: error })}
        </Alert>
      )}
      {refused.length > 0 && (
        <div className="flex flex-col gap-y-2">
          <Heading level="h2">
            {t("all.delete.refused", { count: refused.length, number: number(refused.length) })}
          </Heading>
          <ul className="divide-ui-border-base shadow-elevation-card-rest bg-ui-bg-component divide-y rounded-lg">
            {refused.map(({ id, reason }) => (
              <li key={id} className="flex flex-col gap-y-1 px-4 py-3">
                <Text size="small" leading="compact" weight="plus" className="break-words">
                  {id}
                </Text>
                <Text size="small" className="text-ui-fg-subtle break-words">
                  {reason}
                </Text>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
};
