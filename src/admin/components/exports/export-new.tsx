import { zodResolver } from "@hookform/resolvers/zod";
import { KeyboundForm, RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components";
import { Text, toast } from "@medusajs/ui";
import { useMemo } from "react";
import { useForm } from "react-hook-form";
import { useSearchParams } from "react-router-dom";
import { z } from "zod";
import { useCreateExport } from "../../hooks/api/exports";
import { useRefusal } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";
import { customerFiltersOf } from "../../lib/filters";
import { ChoiceField, SwitchField } from "../common/choice";
import { DialogBody, DialogFooter } from "../common/dialog";
import { ColumnsField } from "./columns-field";
import { EXPORT_COLUMNS } from "./export-columns";
import { FilterChips } from "./filter-chips";

const schema = z.object({
  format: z.enum(["csv", "jsonl"]),
  bom: z.boolean(),
  columns: z.array(z.string()).min(1, "exports.new.noColumns"),
});

export type ExportValues = z.infer<typeof schema>;

/** Starts an export of the customers that the list showed. The filters of the list are in the URL. */
export const ExportNew = () => (
  <RouteFocusModal prev="/customers/exports">
    <Content />
  </RouteFocusModal>
);

const Content = () => {
  const { t } = useText();
  const { handleSuccess } = useRouteModal();
  const { mutateAsync, isPending } = useCreateExport();
  const { refusal, attempt } = useRefusal();
  const [search] = useSearchParams();
  const filters = useMemo(() => customerFiltersOf(search), [search]);
  const form = useForm<ExportValues>({
    resolver: zodResolver(schema),
    defaultValues: { format: "csv", bom: false, columns: [...EXPORT_COLUMNS] },
  });
  const submit = form.handleSubmit(({ format, bom, columns }) =>
    attempt(async () => {
      // In the order of the file, whatever the order in which they were chosen.
      const chosen = EXPORT_COLUMNS.filter((one) => columns.includes(one));
      await mutateAsync({ format, bom: bom && format === "csv", columns: chosen, filters });
      toast.info(t("exports.toast.title"), { description: t("exports.toast.text") });
      handleSuccess("/customers/exports");
    }),
  );
  return (
    <RouteFocusModal.Form form={form}>
      <KeyboundForm onSubmit={submit} className="flex h-full flex-col overflow-hidden">
        <RouteFocusModal.Header />
        <DialogBody title={t("exports.new.title")} text={t("exports.new.text")} refusal={refusal}>
          <div className="flex flex-col gap-y-2">
            <Text size="small" leading="compact" weight="plus">
              {t("exports.new.who")}
            </Text>
            <Text as="div" size="small" className="text-ui-fg-subtle">
              <FilterChips filters={filters} />
            </Text>
          </div>
          <ChoiceField
            control={form.control}
            name="format"
            label={t("exports.new.format")}
            items={["csv", "jsonl"].map((value) => ({
              value,
              label: t(`exports.formats.${value}.label`),
              hint: t(`exports.formats.${value}.hint`),
            }))}
          />
          {form.watch("format") === "csv" && (
            <SwitchField
              control={form.control}
              name="bom"
              label={t("exports.new.bom")}
              hint={t("exports.new.bomHint")}
            />
          )}
          <ColumnsField />
        </DialogBody>
        <DialogFooter submitText={t("exports.new.submit")} isPending={isPending} />
      </KeyboundForm>
    </RouteFocusModal.Form>
  );
};
