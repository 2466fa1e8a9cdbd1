import { Button, Text } from "@medusajs/ui";
import { useText } from "../../hooks/use-text";
import { PERMISSIONS } from "../../lib/permissions";
import { IfPermitted } from "../common/require-permissions";

export type BulkAction = "add" | "remove" | "export" | "delete";

type Props = {
  /** The number of selected customers in words. */
  text: string;
  /** Null: all that match are selected already, or there are no others. */
  onAll: (() => void) | null;
  allText: string;
  onClear: () => void;
  onAction: (action: BulkAction) => void;
  /** The list of these filters has not arrived yet: its number is not known. */
  isDisabled: boolean;
  isExporting: boolean;
};

/** What is selected, and what can be done with it. */
export const SelectionBar = ({ text, onAll, allText, onClear, onAction, isDisabled, isExporting }: Props) => {
  const { t } = useText();
  return (
    <section
      aria-label={t("all.selection.label")}
      className="bg-ui-bg-subtle flex flex-col gap-3 rounded-t-lg px-6 py-3 md:flex-row md:items-center md:justify-between"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Text size="small" leading="compact" weight="plus" role="status">
          {text}
        </Text>
        {onAll && (
          <Button
            size="small"
            variant="transparent"
            className="text-ui-fg-interactive"
            onClick={onAll}
            disabled={isDisabled}
          >
            {allText}
          </Button>
        )}
        <Button size="small" variant="transparent" onClick={onClear}>
          {t("all.selection.clear")}
        </Button>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <IfPermitted all={PERMISSIONS.changeMembers}>
          <Button size="small" variant="secondary" onClick={() => onAction("add")} disabled={isDisabled}>
            {t("all.actions.add")}
          </Button>
          <Button size="small" variant="secondary" onClick={() => onAction("remove")} disabled={isDisabled}>
            {t("all.actions.remove")}
          </Button>
        </IfPermitted>
        <IfPermitted all={PERMISSIONS.exports}>
          <Button
            size="small"
            variant="secondary"
            onClick={() => onAction("export")}
            disabled={isDisabled}
            isLoading={isExporting}
          >
            {t("all.actions.export")}
          </Button>
        </IfPermitted>
        <IfPermitted all={PERMISSIONS.deleteCustomers}>
          <Button size="small" variant="danger" onClick={() => onAction("delete")} disabled={isDisabled}>
            {t("all.actions.delete")}
          </Button>
        </IfPermitted>
      </div>
    </section>
  );
};
