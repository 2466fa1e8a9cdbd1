import { type ActionGroup, ActionMenu } from "@medusajs/dashboard/components";
import { EllipsisHorizontal } from "@medusajs/icons";
import { IconButton } from "@medusajs/ui";
import { useText } from "../../hooks/use-text";

/** The dashboard's menu of actions, with a name for those who do not see the three dots. Not there without actions. */
export const ActionButton = ({ groups }: { groups: ActionGroup[] }) => {
  const { t } = useText();
  return groups.length === 0 ? null : (
    <ActionMenu groups={groups}>
      <IconButton size="small" variant="transparent" aria-label={t("common.actions")}>
        <EllipsisHorizontal />
      </IconButton>
    </ActionMenu>
  );
};
