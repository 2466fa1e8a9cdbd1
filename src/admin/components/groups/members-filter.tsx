import { Input, Label, Select } from "@medusajs/ui";
import { type ReactNode, useId } from "react";
import { useText } from "../../hooks/use-text";
import type { CustomerFilters } from "../../lib/filters";

/** The filters as the user enters them. An empty text is no filter. */
export type FilterValues = { q: string; account: "any" | "registered" | "guest"; from: string; to: string };

export const NO_FILTERS: FilterValues = { q: "", account: "any", from: "", to: "" };

/** Returns the filters for the routes. A day is one of the user's time zone; the last one counts as a whole. */
export function toFilters({ q, account, from, to }: FilterValues): CustomerFilters {
  const created = { ...(from && { $gte: startOf(from, 0) }), ...(to && { $lt: startOf(to, 1) }) };
  return {
    ...(q.trim() && { q: q.trim() }),
    ...(account !== "any" && { has_account: account === "registered" }),
    ...(Object.keys(created).length > 0 && { created_at: created }),
  };
}

function startOf(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}

type Props = { values: FilterValues; onChange: (values: FilterValues) => void };

/** The fields of the filters. */
export const MembersFilter = ({ values, onChange }: Props) => {
  const { t } = useText();
  const change = (changed: Partial<FilterValues>) => onChange({ ...values, ...changed });
  return (
    <div className="flex flex-col gap-y-4">
      <Field label={t("groups.filter.q")}>
        {(id) => (
          <Input id={id} value={values.q} autoComplete="off" onChange={({ target }) => change({ q: target.value })} />
        )}
      </Field>
      <Field label={t("groups.filter.account")}>
        {(id) => (
          <Select
            value={values.account}
            // as: the values of the items.
            onValueChange={(account) => change({ account: account as FilterValues["account"] })}
          >
            <Select.Trigger id={id}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {["any", "registered", "guest"].map((one) => (
                <Select.Item key={one} value={one}>
                  {t(`groups.filter.accounts.${one}`)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </Field>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <Field label={t("groups.filter.from")}>
          {(id) => (
            <Input id={id} type="date" value={values.from} onChange={({ target }) => change({ from: target.value })} />
          )}
        </Field>
        <Field label={t("groups.filter.to")}>
          {(id) => (
            <Input id={id} type="date" value={values.to} onChange={({ target }) => change({ to: target.value })} />
          )}
        </Field>
      </div>
    </div>
  );
};

const Field = ({ label, children }: { label: string; children: (id: string) => ReactNode }) => {
  const id = useId();
  return (
    <div className="flex flex-col gap-y-2">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      {children(id)}
    </div>
  );
};
