import { Heading } from "@medusajs/ui";
import { useFormContext } from "react-hook-form";
import { useText } from "../../hooks/use-text";
import { DELIMITER_KEYS, DELIMITERS, GROUPS_SEPARATORS, PROVINCE_READINGS } from "../../lib/server-facts";
import { ChoiceField, SelectField, SwitchField } from "../common/choice";
import { DATE_FORMATS, DETECTED, ENCODINGS, type ImportSettings } from "./import-settings";
import { TextField } from "./text-field";

/** The options of an import, in plain words. */
export const OptionFields = () => {
  const { t } = useText();
  const { control } = useFormContext<ImportSettings>();
  const items = (option: string, values: readonly string[]) =>
    values.map((value) => ({
      value,
      label: t(`imports.options.${option}.${value}.label`),
      hint: t(`imports.options.${option}.${value}.hint`),
    }));
  return (
    <div className="flex flex-col gap-y-6">
      <Heading level="h2">{t("imports.settings.options")}</Heading>
      <ChoiceField
        control={control}
        name="on_conflict"
        label={t("imports.options.on_conflict.label")}
        items={items("on_conflict", ["update", "skip", "fail"])}
      />
      <ChoiceField
        control={control}
        name="empty_cell"
        label={t("imports.options.empty_cell.label")}
        items={items("empty_cell", ["keep", "clear"])}
      />
      <ChoiceField
        control={control}
        name="accounts"
        label={t("imports.options.accounts.label")}
        items={items("accounts", ["invite", "guest"])}
      />
      <RowFields />
      {(["create_groups", "account_for_all", "strict", "emit_row_events", "dry_run"] as const).map((name) => (
        <SwitchField
          key={name}
          control={control}
          name={name}
          label={t(`imports.options.${name}.label`)}
          hint={t(`imports.options.${name}.hint`)}
        />
      ))}
      <FileFields />
    </div>
  );
};

/** What each row has beside its cells. */
const RowFields = () => {
  const { t } = useText();
  const { control } = useFormContext<ImportSettings>();
  return (
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
      {(["default_country", "groups_for_all", "external_id_prefix"] as const).map((name) => (
        <TextField
          key={name}
          control={control}
          name={name}
          label={t(`imports.options.${name}.label`)}
          hint={t(`imports.options.${name}.hint`)}
        />
      ))}
    </div>
  );
};

/** How the file is read. */
const FileFields = () => {
  const { t } = useText();
  const { control, formState } = useFormContext<ImportSettings>();
  const encodings = [...new Set([DETECTED, ...ENCODINGS, formState.defaultValues?.encoding ?? DETECTED])];
  return (
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
      <SelectField
        control={control}
        name="encoding"
        label={t("imports.options.encoding.label")}
        hint={t("imports.options.encoding.hint")}
        items={encodings.map((value) => ({ value, label: t(`imports.encodings.${value}`, { defaultValue: value }) }))}
      />
      <SelectField
        control={control}
        name="delimiter"
        label={t("imports.options.delimiter.label")}
        items={[
          { value: DETECTED, label: t("imports.delimiters.detected") },
          ...DELIMITERS.map((value) => ({ value, label: t(`imports.delimiters.${DELIMITER_KEYS[value]}`) })),
        ]}
      />
      <ValueFields />
    </div>
  );
};

/** How cells are read. */
const ValueFields = () => {
  const { t } = useText();
  const { control, formState } = useFormContext<ImportSettings>();
  const dateFormats = [...new Set([DETECTED, ...DATE_FORMATS, formState.defaultValues?.date_format ?? DETECTED])];
  return (
    <>
      <SelectField
        control={control}
        name="date_format"
        label={t("imports.options.date_format.label")}
        hint={t("imports.options.date_format.hint")}
        items={dateFormats.map((value) => ({
          value,
          label: value === DETECTED ? t("imports.options.date_format.detected") : value,
        }))}
      />
      <SelectField
        control={control}
        name="provinces"
        label={t("imports.options.provinces.label")}
        hint={t("imports.options.provinces.hint")}
        items={[DETECTED, ...PROVINCE_READINGS].map((value) => ({
          value,
          label: t(`imports.options.provinces.${value}`),
        }))}
      />
      <SelectField
        control={control}
        name="groups_separator"
        label={t("imports.options.groups_separator.label")}
        items={GROUPS_SEPARATORS.map((value) => ({ value, label: t(`imports.delimiters.${DELIMITER_KEYS[value]}`) }))}
      />
    </>
  );
};
