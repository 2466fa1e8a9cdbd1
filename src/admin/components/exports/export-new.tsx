import { zodResolver } from "@hookform/resolvers/zod";
import { KeyboundForm, RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components";
import { Alert, Button, Heading, Text, toast } from "@medusajs/ui";
import { useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { useSearchParams } from "react-router-dom";
import { z } from "zod";
import { useCreateExport } from "../../hooks/api/exports";
import { useText } from "../../hooks/use-text";
import { customerFiltersOf } from "../../lib/filters";
import { ChoiceField, SwitchField } from "../common/choice";
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
  const [refusal, setRefusal] = useState<string>();
  const [search] = useSearchParams();
  const filters = useMemo(() => customerFiltersOf(search), [search]);
  const form = useForm<ExportValues>({
    resolver: zodResolver(schema),
    defaultValues: { format: "csv", bom: false, columns: [...EXPORT_COLUMNS] },
  });
  const submit = form.handleSubmit(async ({ format, bom, columns }) => {
    setRefusal(undefined);
    try {
      // In the order of the file, whatever the order in which they were chosen.
      const chosen = EXPORT_COLUMNS.filter((one) => columns.includes(one));
      await mutateAsync({ format, bom: bom && format === "csv", columns: chosen, filters });
      toast.info(t("exports.toast.title"), { description: t("exports.toast.text") });
      handleSuccess("/customers/exports");
    } catch (error) {
      setRefusal((error instanceof Error && error.message) || t("common.error.unreachable"));
    }
  });
  return (
    <RouteFocusModal.Form form={form}>
      <KeyboundForm onSubmit={submit} className="flex h-full flex-col overflow-hidden">
        <RouteFocusModal.Header />
        <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
          <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-2 py-16">
            <Title />
            {refusal && (
              <Alert variant="error" role="alert">
                {refusal}
              </Alert>
            )}
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
          </div>
        </RouteFocusModal.Body>
        <RouteFocusModal.Footer>
          <div className="flex items-center justify-end gap-x-2">
            <RouteFocusModal.Close asChild>
              <Button size="small" variant="secondary">
                {t("common.cancel")}
              </Button>
            </RouteFocusModal.Close>
            <Button size="small" type="submit" isLoading={isPending}>
              {t("exports.new.submit")}
            </Button>
          </div>
        </RouteFocusModal.Footer>
      </KeyboundForm>
    </RouteFocusModal.Form>
  );
};

const Title = () => {
  const { t } = useText();
  return (
    <div>
      <RouteFocusModal.Title asChild>
        <Heading>{t("exports.new.title")}</Heading>
      </RouteFocusModal.Title>
      <RouteFocusModal.Description asChild>
        <Text size="small" className="text-ui-fg-subtle">
          {t("exports.new.text")}
        </Text>
      </RouteFocusModal.Description>
    </div>
  );
};
