import { Button, Checkbox, Hint, Label, Text } from "@medusajs/ui";
import { useId } from "react";
import { useController, useFormContext } from "react-hook-form";
import { useText } from "../../hooks/use-text";
import { EXPORT_COLUMNS } from "./export-columns";
import type { ExportValues } from "./export-new";

/** Which columns the file has. */
export const ColumnsField = () => {
  const { t } = useText();
  const { control } = useFormContext<ExportValues>();
  const { field, fieldState } = useController({ control, name: "columns" });
  const id = useId();
  const isAll = field.value.length === EXPORT_COLUMNS.length;
  const toggle = (column: string, isChosen: boolean) =>
    field.onChange(isChosen ? [...field.value, column] : field.value.filter((one) => one !== column));
  return (
    <fieldset className="flex flex-col gap-y-3" aria-labelledby={`${id}-label`}>
      <div className="flex items-center justify-between">
        <Text id={`${id}-label`} size="small" leading="compact" weight="plus">
          {t("exports.new.columns")}
        </Text>
        <Button
          type="button"
          size="small"
          variant="transparent"
          onClick={() => field.onChange(isAll ? [] : [...EXPORT_COLUMNS])}
        >
          {t(isAll ? "exports.new.noneOfThem" : "exports.new.allOfThem")}
        </Button>
      </div>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3">
        {EXPORT_COLUMNS.map((column) => (
          <div key={column} className="flex items-center gap-x-2">
            <Checkbox
              id={`${id}-${column}`}
              checked={field.value.includes(column)}
              onCheckedChange={(checked) => toggle(column, checked === true)}
            />
            <Label htmlFor={`${id}-${column}`} size="small">
              {t(`imports.fields.${column}`)}
            </Label>
          </div>
        ))}
      </div>
      <Text size="small" className="text-ui-fg-subtle">
        {t("exports.new.columnsHint")}
      </Text>
      {fieldState.error?.message && (
        <Hint variant="error" role="alert">
          {t(fieldState.error.message)}
        </Hint>
      )}
    </fieldset>
  );
};
