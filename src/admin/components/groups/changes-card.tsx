import { Badge, Button, Text, toast, usePrompt } from "@medusajs/ui";
import type { AdminGroupChange } from "../../../types/http/customers";
import { useGroupChanges, useUndoGroupChange } from "../../hooks/api/groups";
import { useReport } from "../../hooks/use-report";
import { useText } from "../../hooks/use-text";
import { PERMISSIONS } from "../../lib/permissions";
import { Card } from "../common/card";
import { CardState } from "../common/card-state";
import { MoreButton } from "../common/more-button";
import { IfPermitted } from "../common/require-permissions";

const PAGES = { first: 5, more: 20 };

type Props = { groupId: string };

/** The last changes of many members of a group, with their undo. Not there without any. */
export const ChangesCard = ({ groupId }: Props) => (
  <IfPermitted all={PERMISSIONS.readMembers}>
    <Changes groupId={groupId} />
  </IfPermitted>
);

const Changes = ({ groupId }: Props) => {
  const { t, number } = useText();
  const { changes, count = 0, error, refetch, ...list } = useGroupChanges(groupId, PAGES);
  if (changes?.length === 0 || (!changes && !error)) {
    return null;
  }
  const more = Math.min(count - (changes?.length ?? 0), PAGES.more);
  return (
    <Card title={t("groups.changes.title")} note={t("groups.changes.text")}>
      {!changes && <CardState error={error} onRetry={refetch} />}
      <ul className="divide-y">
        {changes?.map((change) => (
          <Change key={change.id} groupId={groupId} change={change} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className="px-6 py-4">
          <MoreButton list={list} text={t("groups.changes.more", { count: more, number: number(more) })} />
        </div>
      )}
    </Card>
  );
};

const Change = ({ groupId, change }: { groupId: string; change: AdminGroupChange }) => {
  const { t, dateTime } = useText();
  const { ask, isPending } = useAskToUndo(groupId, change);
  const text = useChangeText()(change) || t("groups.changes.nothing");
  return (
    <li className="flex items-center justify-between gap-x-4 px-6 py-4">
      <div className="flex min-w-0 flex-col gap-y-1">
        <Text size="small" leading="compact" weight="plus">
          {change.undoes === null ? text : t("groups.changes.undo", { text })}
        </Text>
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {dateTime(change.created_at)}
        </Text>
      </div>
      {change.undone_by !== null && <Badge size="2xsmall">{t("groups.changes.undone")}</Badge>}
      {change.undone_by === null && change.added + change.removed > 0 && (
        <IfPermitted all={PERMISSIONS.changeMembers}>
          <Button
            size="small"
            variant="secondary"
            className="shrink-0"
            aria-label={t("groups.changes.actionOf", { text })}
            isLoading={isPending}
            onClick={ask}
          >
            {t("groups.changes.action")}
          </Button>
        </IfPermitted>
      )}
    </li>
  );
};

/** Returns a function that says how many came and went. */
function useChangeText() {
  const { t, number } = useText();
  return ({ added, removed }: Pick<AdminGroupChange, "added" | "removed">): string =>
    [
      added > 0 && t("groups.changes.added", { count: added, number: number(added) }),
      removed > 0 && t("groups.changes.removed", { count: removed, number: number(removed) }),
    ]
      .filter(Boolean)
      .join(", ");
}

function useAskToUndo(groupId: string, change: AdminGroupChange) {
  const { t, number } = useText();
  const describe = useChangeText();
  const prompt = usePrompt();
  const report = useReport();
  const { mutateAsync, isPending } = useUndoGroupChange(groupId);
  const undo = () =>
    mutateAsync(change.id).catch((error) => {
      throw isUndoneAlready(error, change.id) ? new Error(t("groups.changes.undoneAlready")) : error;
    });
  const ask = async () => {
    const isMeant = await prompt({
      title: t("groups.changes.prompt.title"),
      description: t("groups.changes.prompt.text", {
        text: describe({ added: change.removed, removed: change.added }),
      }),
      confirmText: t("groups.changes.action"),
      cancelText: t("common.cancel"),
      variant: "confirmation",
    });
    if (isMeant) {
      await report(async () => {
        const { added, removed, skipped } = await undo();
        const note = skipped > 0 && t("groups.changes.skipped", { count: skipped, number: number(skipped) });
        const description = note ? { description: note } : undefined;
        if (added + removed === 0) {
          toast.warning(t("groups.changes.nothingDone"), description);
        } else {
          toast.success(t("groups.changes.done"), description);
        }
      });
    }
  };
  return { ask, isPending };
}

/** The client keeps of a refusal its message only: it begins as the service writes it. */
const isUndoneAlready = (error: unknown, id: string): boolean =>
  error instanceof Error && error.message.startsWith(`The change ${id} is undone already`);
