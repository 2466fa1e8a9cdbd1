import { Combobox } from "@medusajs/dashboard/components";
import { Label, Text } from "@medusajs/ui";
import { useId, useState } from "react";
import { useGroupChoice } from "../../hooks/api/groups";
import { useText } from "../../hooks/use-text";
import { type Selection, toGroupChoice } from "../../lib/selection";
import { ChangeDrawer } from "../groups/change-drawer";
import type { MembersSide } from "../groups/members-card";
import { useChange } from "../groups/use-change";

type Props = {
  side: MembersSide;
  selection: Selection;
  /** The number of selected customers in words. */
  text: string;
  onClose: () => void;
  onDone: () => void;
};

/** Adds the selected customers to a group, or removes them from one. */
export const GroupDrawer = ({ side, selection, text, onClose, onDone }: Props) => {
  const { t } = useText();
  const id = useId();
  const [groupId, setGroupId] = useState<string>();
  const { isNone, error, ...groups } = useGroupChoice(groupId);
  const { change, isPending, refusal, refuse } = useChange(side, onDone);
  return (
    <ChangeDrawer
      title={t(`all.group.${side}.title`)}
      text={text}
      problem={refusal ?? error?.message}
      isPending={isPending}
      isDisabled={isNone}
      submitText={t(`all.group.${side}.submit`)}
      onSubmit={() =>
        groupId === undefined ? refuse(t("all.group.missing")) : change(groupId, toGroupChoice(selection))
      }
      onClose={onClose}
    >
      {isNone ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t("all.group.none")}
        </Text>
      ) : (
        <div className="flex flex-col gap-y-2">
          <Label htmlFor={id} size="small" weight="plus">
            {t("all.group.label")}
          </Label>
          <Combobox
            id={id}
            value={groupId ?? ""}
            onChange={(chosen) => setGroupId(chosen || undefined)}
            placeholder={t("all.group.placeholder")}
            {...groups}
          />
        </div>
      )}
    </ChangeDrawer>
  );
};
