import { Hint, Table } from "@medusajs/ui";
import { Controller, useFormContext, useWatch } from "react-hook-form";
import { useText } from "../../hooks/use-text";
import { Wide } from "../common/wide";
import type { ImportSettings } from "./import-settings";
import { offeredAddresses } from "./import-targets";
import { TargetSelect } from "./target-select";

/** Each column of the file, values of its first rows, and where it goes. `samples`: the cells of a column, by its place. */
export const MappingFields = ({ samples }: { samples: string[][] }) => {
  const { t } = useText();
  const { control, formState } = useFormContext<ImportSettings>();
  const columns = useWatch({ control, name: "columns" });
  const addresses = offeredAddresses(columns.map(({ target }) => target));
  const errors = formState.errors.columns;
  const message = errors?.root?.message ?? errors?.message;
  return (
    <div className="flex flex-col gap-y-2">
      <Wide label={t("imports.settings.columns")} className="shadow-elevation-card-rest rounded-lg">
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>{t("imports.settings.column")}</Table.HeaderCell>
              <Table.HeaderCell>{t("imports.settings.samples")}</Table.HeaderCell>
              <Table.HeaderCell>{t("imports.settings.target")}</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {columns.map(({ name }, index) => (
              <Table.Row key={name}>
                <Table.Cell className="txt-compact-small-plus text-ui-fg-base max-w-[200px] truncate">
                  {name}
                </Table.Cell>
                <Table.Cell className="max-w-[260px] truncate">{sampleText(samples[index])}</Table.Cell>
                <Table.Cell className="py-1.5">
                  <Controller
                    control={control}
                    name={`columns.${index}.target`}
                    render={({ field, fieldState }) => (
                      <>
                        <TargetSelect
                          column={name}
                          value={field.value}
                          onChange={field.onChange}
                          addresses={addresses}
                          isWrong={fieldState.invalid}
                        />
                        {fieldState.error?.message && <Hint variant="error">{t(fieldState.error.message)}</Hint>}
                      </>
                    )}
                  />
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </Wide>
      {message && (
        <Hint variant="error" role="alert">
          {t(message)}
        </Hint>
      )}
    </div>
  );
};

export const sampleText = (cells: string[] | undefined): string =>
  (cells ?? []).filter((cell) => cell.trim() !== "").join(", ") || "-";
