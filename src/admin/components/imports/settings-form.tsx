import { zodResolver } from "@hookform/resolvers/zod";
import { KeyboundForm, RouteFocusModal } from "@medusajs/dashboard/components";
import { Alert, Button, Heading, Text } from "@medusajs/ui";
import { useForm } from "react-hook-form";
import type { AdminImportOptions, AdminImportOptionsInput } from "../../../types/http/imports";
import { useText } from "../../hooks/use-text";
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
        <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
          <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-2 py-16">
            <div>
              <RouteFocusModal.Title asChild>
                <Heading>{props.title}</Heading>
              </RouteFocusModal.Title>
              <RouteFocusModal.Description asChild>
                <Text size="small" className="text-ui-fg-subtle">
                  {props.text}
                </Text>
              </RouteFocusModal.Description>
            </div>
            {props.refusal && (
              <Alert variant="error" role="alert">
                {props.refusal}
              </Alert>
            )}
            <div className="flex flex-col gap-y-4">
              <Heading level="h2">{t("imports.settings.columns")}</Heading>
              <MappingFields samples={samples} />
            </div>
            <OptionFields />
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
              {props.submitLabel}
            </Button>
          </div>
        </RouteFocusModal.Footer>
      </KeyboundForm>
    </RouteFocusModal.Form>
  );
};
