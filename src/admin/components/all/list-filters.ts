import { useDataTableDateFilters } from "@medusajs/dashboard/hooks";
import { createDataTableFilterHelper } from "@medusajs/ui";
import { useMemo } from "react";
import { useGroups } from "../../hooks/api/groups";
import { usePermissions } from "../../hooks/use-permissions";
import { useText } from "../../hooks/use-text";
import type { ListedCustomer } from "./list-columns";

const helper = createDataTableFilterHelper<ListedCustomer>();

/** Returns the filters of the list: those of the dashboard's own list. */
export function useListFilters() {
  const { t } = useText();
  const { can } = usePermissions();
  const { groups = [] } = useGroups(can(["customer_group:read"]));
  const dates = useDataTableDateFilters();
  return useMemo(
    () => [
      helper.accessor("has_account", {
        type: "radio",
        label: t("all.columns.account"),
        options: [
          { label: t("customers.registered"), value: "true" },
          { label: t("customers.guest"), value: "false" },
        ],
      }),
      ...(groups.length > 0
        ? [
            helper.accessor("groups", {
              type: "multiselect",
              label: t("all.columns.groups"),
              options: groups.map(({ id, name }) => ({ label: name ?? id, value: id })),
            }),
          ]
        : []),
      ...dates,
    ],
    [t, groups, dates],
  );
}
