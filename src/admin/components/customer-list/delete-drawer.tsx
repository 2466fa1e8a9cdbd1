import { Button, Drawer, Heading, Text } from "@medusajs/ui";
import { useState } from "react";
import { useDeleteCustomers } from "../../hooks/use-delete-customers";
import { useText } from "../../hooks/use-text";
import type { Selection } from "../../lib/selection";
import { ProgressBar } from "../common/progress-bar";
import { DeleteConfirmation } from "./delete-confirmation";
import { DeleteReport } from "./delete-report";

type Props = {
  selection: Selection;
  /** How many are selected; for all that match, a lower bound. */
  count: number;
  /** The number in words: "10,000+". */
  countText: string;
  text: string;
  onClose: (isDone: boolean) => void;
};

/** Deletes the selected customers, after a confirmation, and reports those that were refused. */
export const DeleteDrawer = ({ selection, count, countText, text, onClose }: Props) => {
  const { t, number } = useText();
  const deletion = useDeleteCustomers();
  const { phase, deleted, refused, start, stop } = deletion;
  const [isSure, setSure] = useState(false);
  const isRunning = phase === "running" || phase === "stopping";
  // While it runs, a close is a stop: the report is shown before the drawer closes.
  const close = () => (isRunning ? stop() : onClose(phase === "done"));
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
          {phase === "waiting" && <DeleteConfirmation count={count} countText={countText} onChange={setSure} />}
          {isRunning && (
            <div className="flex flex-col gap-y-2">
              <ProgressBar label={t("all.delete.progress")} share={(deleted + refused.length) / Math.max(count, 1)} />
              <Text size="small" className="text-ui-fg-subtle" role="status">
                {t("all.delete.running", { count: deleted, number: number(deleted) })}
              </Text>
            </div>
          )}
          {phase === "done" && <DeleteReport {...deletion} />}
        </Drawer.Body>
        <Drawer.Footer>
          {phase === "waiting" && (
            <>
              <Button size="small" variant="secondary" onClick={close}>
                {t("common.cancel")}
              </Button>
              <Button size="small" variant="danger" disabled={!isSure} onClick={() => start(selection)}>
                {t("all.delete.submit", { count, number: countText })}
              </Button>
            </>
          )}
          {isRunning && (
            <Button size="small" variant="secondary" onClick={stop} disabled={phase === "stopping"}>
              {t(phase === "stopping" ? "all.delete.stopping" : "all.delete.stop")}
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
