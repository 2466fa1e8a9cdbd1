import { Form } from "@medusajs/dashboard/components";
import { clx, RadioGroup, Select, Switch } from "@medusajs/ui";
import type { Control, FieldPath, FieldValues } from "react-hook-form";

type Field<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  label: string;
  hint?: string;
};

export type ChoiceItem = { value: string; label: string; hint?: string };

/** One of a few, each explained. */
export const ChoiceField = <Values extends FieldValues>({
  control,
  name,
  label,
  hint,
  items,
}: Field<Values> & { items: ChoiceItem[] }) => (
  <Form.Field
    control={control}
    name={name}
    render={({ field: { onChange, ref: _, ...field } }) => (
      <Form.Item>
        <Form.Label>{label}</Form.Label>
        {hint && <Form.Hint>{hint}</Form.Hint>}
        <Form.Control>
          <RadioGroup
            {...field}
            onValueChange={onChange}
            className={clx("grid grid-cols-1 gap-3", items.length === 2 ? "md:grid-cols-2" : "md:grid-cols-3")}
          >
            {items.map((item) => (
              <RadioGroup.ChoiceBox
                key={item.value}
                value={item.value}
                label={item.label}
                description={item.hint ?? ""}
              />
            ))}
          </RadioGroup>
        </Form.Control>
        <Form.ErrorMessage />
      </Form.Item>
    )}
  />
);

/** Yes or no, explained. */
export const SwitchField = <Values extends FieldValues>({ control, name, label, hint }: Field<Values>) => (
  <Form.Field
    control={control}
    name={name}
    render={({ field: { value, onChange, ...field } }) => (
      <Form.Item>
        <div className="bg-ui-bg-component shadow-elevation-card-rest flex items-start gap-x-3 rounded-lg p-3">
          <Form.Control>
            <Switch className="rtl:rotate-180" dir="ltr" {...field} checked={value} onCheckedChange={onChange} />
          </Form.Control>
          <div>
            <Form.Label>{label}</Form.Label>
            {hint && <Form.Hint>{hint}</Form.Hint>}
          </div>
        </div>
        <Form.ErrorMessage />
      </Form.Item>
    )}
  />
);

/** One of many. */
export const SelectField = <Values extends FieldValues>({
  control,
  name,
  label,
  hint,
  items,
}: Field<Values> & { items: ChoiceItem[] }) => (
  <Form.Field
    control={control}
    name={name}
    render={({ field: { onChange, ref, ...field } }) => (
      <Form.Item>
        <Form.Label>{label}</Form.Label>
        <Select {...field} onValueChange={onChange}>
          <Form.Control>
            <Select.Trigger ref={ref}>
              <Select.Value />
            </Select.Trigger>
          </Form.Control>
          <Select.Content>
            {items.map((item) => (
              <Select.Item key={item.value} value={item.value}>
                {item.label}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
        {hint && <Form.Hint>{hint}</Form.Hint>}
        <Form.ErrorMessage />
      </Form.Item>
    )}
  />
);
