import { Checkbox, Input, Label, Select, Text } from "@medusajs/ui";
import { type ReactNode, useId } from "react";
import { useText } from "../../hooks/use-text";
import { type FilterValues, isDay, isNarrow, LAST_DAY } from "../../lib/member-filters";
import type { MembersSide } from "./members-card";

type Props = { values: FilterValues; side: MembersSide; onChange: (values: FilterValues) => void };

/** The fields of the filters. */
export const MembersFilter = ({ values, side, onChange }: Props) => {
  const { t } = useText();
  const id = useId();
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
        <Day label={t("groups.filter.from")} value={values.from} onChange={(from) => change({ from })} />
        <Day label={t("groups.filter.to")} value={values.to} onChange={(to) => change({ to })} />
      </div>
      {!isNarrow(values) && (
        <div className="flex items-center gap-x-2">
          <Checkbox
            id={id}
            checked={values.isEveryone}
            onCheckedChange={(checked) => change({ isEveryone: checked === true })}
          />
          <Label htmlFor={id} size="small">
            {t(`groups.${side}.everyone`)}
          </Label>
        </div>
      )}
    </div>
  );
};

type DayProps = { label: string; value: string; onChange: (value: string) => void };

const Day = ({ label, value, onChange }: DayProps) => {
  const { t } = useText();
  return (
    <Field label={label}>
      {(id) => (
        <>
          <Input
            id={id}
            type="date"
            max={LAST_DAY}
            value={value}
            aria-invalid={!isDay(value)}
            onChange={({ target }) => onChange(target.value)}
          />
          {!isDay(value) && (
            <Text size="small" className="text-ui-fg-error" role="alert">
              {t("groups.filter.invalidDay")}
            </Text>
          )}
        </>
      )}
    </Field>
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
