import { useDataTableDateFilters } from "@medusajs/dashboard/hooks";
import { createDataTableFilterHelper } from "@medusajs/ui";
import { useMemo } from "react";
import { useGroupNames, useGroupSearch } from "../../hooks/api/groups";
import { usePermissions } from "../../hooks/use-permissions";
import { useText } from "../../hooks/use-text";
import { GroupFilter } from "./group-filter";
import type { ListedCustomer } from "./list-columns";

const helper = createDataTableFilterHelper<ListedCustomer>();

/** Returns the filters of the list: those of the dashboard's own list. `chosen`: the groups that it is filtered by. */
export function useListFilters(chosen: readonly string[]) {
  const { t } = useText();
  const { can } = usePermissions();
  const canRead = can(["customer_group:read"]);
  const { count = 0 } = useGroupSearch(undefined, canRead);
  const names = useGroupNames(chosen, canRead);
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
      ...(count > 0 ? [groupFilter(t("all.columns.groups"), names)] : []),
      ...dates,
    ],
    [t, count, names, dates],
  );
}

/** The table shows a value by the option that has it, in filters of every type. Its type has them in others only. */
function groupFilter(label: string, names: Map<string, string>) {
  const filter = {
    type: "custom" as const,
    label,
    options: [...names].map(([value, name]) => ({ label: name, value })),
    render: ({ value, onChange }: { value: unknown; onChange: (value: unknown) => void }) => (
      <GroupFilter chosen={Array.isArray(value) ? value : []} onChange={onChange} />
    ),
  };
  return helper.accessor("groups", filter);
}
