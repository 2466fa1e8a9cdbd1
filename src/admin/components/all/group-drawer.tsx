import { Alert, Button, Drawer, Heading, Label, Select, Text, toast } from "@medusajs/ui";
import { useId, useState } from "react";
import { useChangeMembers, useGroups } from "../../hooks/api/groups";
import { useText } from "../../hooks/use-text";
import { type Selection, toGroupChoice } from "../../lib/selection";

type Props = {
  side: "add" | "remove";
  selection: Selection;
  /** The number of selected customers in words. */
  text: string;
  onClose: () => void;
  onDone: () => void;
};

/** Adds the selected customers to a group, or removes them from one. */
export const GroupDrawer = ({ side, selection, text, onClose, onDone }: Props) => {
  const { t, number } = useText();
  const id = useId();
  const { groups, error } = useGroups();
  const { mutateAsync, isPending } = useChangeMembers();
  const [groupId, setGroupId] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const change = async () => {
    if (groupId === undefined) {
      setRefusal(t("all.group.missing"));
      return;
    }
    setRefusal(undefined);
    try {
      const answer = await mutateAsync({ groupId, body: { [side]: toGroupChoice(selection) } });
      const count = side === "add" ? answer.added : answer.removed;
      toast.success(t(`all.group.${side}.done`, { count, number: number(count) }));
      onDone();
    } catch (reason) {
      setRefusal((reason instanceof Error && reason.message) || t("common.error.unreachable"));
    }
  };
  const problem = refusal ?? error?.message;
  return (
    // While the request runs it stays open: its refusal is shown here.
    <Drawer open onOpenChange={(isOpen) => !isOpen && !isPending && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading>{t(`all.group.${side}.title`)}</Heading>
          </Drawer.Title>
          <Drawer.Description className="text-ui-fg-subtle">{text}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          {problem && (
            <Alert variant="error" role="alert">
              {problem}
            </Alert>
          )}
          {groups?.length === 0 ? (
            <Text size="small" className="text-ui-fg-subtle">
              {t("all.group.none")}
            </Text>
          ) : (
            <div className="flex flex-col gap-y-2">
              <Label id={id} size="small" weight="plus">
                {t("all.group.label")}
              </Label>
              <Select value={groupId} onValueChange={setGroupId}>
                <Select.Trigger aria-labelledby={id}>
                  <Select.Value placeholder={t("all.group.placeholder")} />
                </Select.Trigger>
                <Select.Content>
                  {groups?.map((group) => (
                    <Select.Item key={group.id} value={group.id}>
                      {group.name ?? group.id}
                    </Select.Item>
                  ))}
                </Select.Content>
              </Select>
            </div>
          )}
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary" disabled={isPending}>
              {t("common.cancel")}
            </Button>
          </Drawer.Close>
          <Button size="small" onClick={change} isLoading={isPending} disabled={groups?.length === 0}>
            {t(`all.group.${side}.submit`)}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  );
};
