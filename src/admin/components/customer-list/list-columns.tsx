import { createDataTableColumnHelper } from "@medusajs/ui";
import { useMemo } from "react";
import type { CustomerJson } from "../../../types/http/customers";
import { useText } from "../../hooks/use-text";
import { fullNameOf } from "../../lib/customers";
import { AccountBadge } from "../common/account-badge";
import { CellLink } from "../common/cell-link";

/** The columns that can be chosen, in their order, and the fields that each of them reads. */
export const COLUMNS = {
  name: "first_name,last_name",
  email: "email",
  account: "has_account",
  company_name: "company_name",
  phone: "phone",
  groups: "groups.id,groups.name",
  external_id: "external_id",
  created_at: "created_at",
  updated_at: "updated_at",
} as const;

export type ColumnName = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[];
export const DEFAULT_COLUMNS: ColumnName[] = ["name", "email", "account", "phone", "created_at"];

export type ListedCustomer = CustomerJson & { groups?: { name: string }[] };

/** Returns the fields of a request for these columns: no page asks for more than it shows. */
export function fieldsOf(columns: readonly ColumnName[]): string {
  return ["id", "email", ...columns.map((name) => COLUMNS[name])].join(",");
}

export const pathOf = ({ id }: { id: string }) => `/customers/${encodeURIComponent(id)}`;

const helper = createDataTableColumnHelper<ListedCustomer>();

export function useListColumns(chosen: readonly ColumnName[]) {
  const { t, dateTime } = useText();
  return useMemo(() => {
    const header = (name: ColumnName) => t(`all.columns.${name}`);
    const link = (customer: ListedCustomer, text: string | null) => (
      <CellLink to={pathOf(customer)}>{text || "-"}</CellLink>
    );
    const columns = {
      name: helper.accessor((row) => fullNameOf(row), {
        id: "first_name",
        header: header("name"),
        enableSorting: true,
        cell: ({ row: { original } }) => link(original, fullNameOf(original)),
      }),
      email: helper.accessor("email", {
        header: header("email"),
        enableSorting: true,
        cell: ({ row: { original } }) => link(original, original.email),
      }),
      account: helper.accessor("has_account", {
        header: header("account"),
        cell: ({ getValue }) => <AccountBadge hasAccount={getValue()} />,
      }),
      company_name: helper.accessor("company_name", { header: header("company_name"), cell: orDash }),
      phone: helper.accessor("phone", { header: header("phone"), cell: orDash }),
      groups: helper.accessor((row) => row.groups?.map(({ name }) => name).join(", "), {
        id: "groups",
        header: header("groups"),
        cell: orDash,
      }),
      external_id: helper.accessor("external_id", { header: header("external_id"), cell: orDash }),
      created_at: helper.accessor("created_at", {
        header: header("created_at"),
        enableSorting: true,
        cell: ({ getValue }) => dateTime(getValue()),
      }),
      updated_at: helper.accessor("updated_at", {
        header: header("updated_at"),
        enableSorting: true,
        cell: ({ getValue }) => dateTime(getValue()),
      }),
    };
    return COLUMN_NAMES.filter((name) => chosen.includes(name)).map((name) => columns[name]);
  }, [t, dateTime, chosen]);
}

const orDash = ({ getValue }: { getValue: () => unknown }) => (
  <span className="block max-w-[260px] truncate">{String(getValue() || "-")}</span>
);
