import { Adjustments } from "@medusajs/icons";
import { DropdownMenu, IconButton } from "@medusajs/ui";
import { useText } from "../../hooks/use-text";
import { COLUMN_NAMES, type ColumnName } from "./list-columns";

type Props = { chosen: readonly ColumnName[]; onChoose: (name: ColumnName, isShown: boolean) => void };

/** Chooses the columns of the list. */
export const ColumnMenu = ({ chosen, onChoose }: Props) => {
  const { t } = useText();
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <IconButton size="small" data-named aria-label={t("all.chooseColumns")}>
          <Adjustments />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="end">
        {COLUMN_NAMES.map((name) => (
          <DropdownMenu.CheckboxItem
            key={name}
            checked={chosen.includes(name)}
            // The menu stays open for the next choice.
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={(checked) => onChoose(name, checked)}
          >
            {t(`all.columns.${name}`)}
          </DropdownMenu.CheckboxItem>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  );
};
