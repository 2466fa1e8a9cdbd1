import { Checkbox, createDataTableColumnHelper } from "@medusajs/ui";
import { useMemo } from "react";
import { useText } from "../../hooks/use-text";
import { nameOf } from "../../lib/customers";
import type { ListedCustomer } from "./list-columns";

const helper = createDataTableColumnHelper<ListedCustomer>();

/** Returns the column that selects rows. Unlike the dashboard's, its boxes have names for screen readers. */
export function useSelectColumn() {
  const { t } = useText();
  return useMemo(
    () =>
      helper.select({
        header: ({ table }) => (
          <Checkbox
            aria-label={t("all.selection.page")}
            checked={table.getIsSomePageRowsSelected() ? "indeterminate" : table.getIsAllPageRowsSelected()}
            onClick={(event) => event.stopPropagation()}
            onCheckedChange={(checked) => table.toggleAllPageRowsSelected(checked === true)}
          />
        ),
        cell: ({ row }) => (
          <Checkbox
            aria-label={t("all.selection.one", { name: nameOf(row.original) })}
            checked={row.getIsSelected()}
            onClick={(event) => event.stopPropagation()}
            onCheckedChange={(checked) => row.toggleSelected(checked === true)}
          />
        ),
      }),
    [t],
  );
}
