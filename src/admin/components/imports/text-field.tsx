import { Form } from "@medusajs/dashboard/components";
import { Input } from "@medusajs/ui";
import type { Control, FieldPath, FieldValues } from "react-hook-form";

type Props<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  label: string;
  hint: string;
};

/** A text that may stay empty, with an explanation. */
export const TextField = <Values extends FieldValues>({ control, name, label, hint }: Props<Values>) => (
  <Form.Field
    control={control}
    name={name}
    render={({ field }) => (
      <Form.Item>
        <Form.Label optional>{label}</Form.Label>
        <Form.Control>
          <Input {...field} />
        </Form.Control>
        <Form.Hint>{hint}</Form.Hint>
        <Form.ErrorMessage />
      </Form.Item>
    )}
  />
);
