import { zodResolver } from "@hookform/resolvers/zod";
import { KeyboundForm, RouteFocusModal } from "@medusajs/dashboard/components";
import { Heading } from "@medusajs/ui";
import { useForm } from "react-hook-form";
import type { AdminImportOptions, AdminImportOptionsInput } from "../../../types/http/imports";
import { useText } from "../../hooks/use-text";
import { DialogBody, DialogFooter } from "../common/dialog";
import { type ImportSettings, importSettingsSchema, optionsOf } from "./import-settings";
import { MappingFields } from "./mapping-fields";
import { OptionFields } from "./option-fields";

type Props = {
  title: string;
  text: string;
  /** Why the server refused, in its words. */
  refusal?: string;
  values: ImportSettings;
  samples: string[][];
  /** The options of the import before, of which the form does not ask all. */
  earlier: AdminImportOptions;
  /** Whether the columns of the form are sent even if the user did not change them. */
  isMapped: boolean;
  isPending: boolean;
  submitLabel: string;
  onSubmit: (options: AdminImportOptionsInput) => void;
};

/** Where the columns of a file go, and the options of its import. */
export const SettingsForm = (props: Props) => {
  const { t } = useText();
  const { values, samples, earlier, isMapped, isPending } = props;
  const form = useForm<ImportSettings>({ resolver: zodResolver(importSettingsSchema), defaultValues: values });
  const submit = form.handleSubmit((settings) => {
    props.onSubmit(optionsOf(settings, earlier, isMapped));
  });
  return (
    <RouteFocusModal.Form form={form}>
      <KeyboundForm onSubmit={submit} className="flex h-full flex-col overflow-hidden">
        <RouteFocusModal.Header />
        <DialogBody title={props.title} text={props.text} refusal={props.refusal}>
          <div className="flex flex-col gap-y-4">
            <Heading level="h2">{t("imports.settings.columns")}</Heading>
            <MappingFields samples={samples} />
          </div>
          <OptionFields />
        </DialogBody>
        <DialogFooter submitText={props.submitLabel} isPending={isPending} />
      </KeyboundForm>
    </RouteFocusModal.Form>
  );
};
