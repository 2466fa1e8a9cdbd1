import { Alert, Heading, Text } from "@medusajs/ui";
import type { DeletionState } from "../../hooks/use-delete-customers";
import { useText } from "../../hooks/use-text";

type Props = Pick<DeletionState, "deleted" | "refused" | "error" | "isStopped">;

/** What a deletion did: how many are deleted, who was refused and why, and whether it ended early. */
export const DeleteReport = ({ deleted, refused, error, isStopped }: Props) => {
  const { t, number } = useText();
  return (
    <>
      <Alert variant={refused.length > 0 || error || isStopped ? "warning" : "success"} role="status">
        {t("all.delete.done", { count: deleted, number: number(deleted) })}
        {isStopped && ` ${t("all.delete.stopped")}`}
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
