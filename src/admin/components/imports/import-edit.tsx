import { RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components";
import { toast } from "@medusajs/ui";
import type { AdminImport, AdminImportOptionsInput, AdminImportPreviewResponse } from "../../../types/http/imports";
import { useImport, useImportPreview, useRestartImport } from "../../hooks/api/imports";
import { useRefusal } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";
import { PageError, PageLoading } from "../common/page-state";
import { settingsOf } from "./import-settings";
import { samplesOf } from "./samples";
import { SettingsForm } from "./settings-form";

/** Changes the columns or options of an import. Its file is then read and checked again. */
export const ImportEdit = ({ id }: { id: string }) => {
  const { t } = useText();
  const { import: one, error, refetch } = useImport(id);
  const preview = useImportPreview(id, true);
  const failure = error ?? preview.error;
  return (
    <RouteFocusModal prev={`/customers/imports/${id}`}>
      {one && preview.data ? (
        <Content one={one} file={preview.data} />
      ) : (
        <>
          <RouteFocusModal.Header>
            <RouteFocusModal.Title className="sr-only">{t("imports.edit.title")}</RouteFocusModal.Title>
            <RouteFocusModal.Description className="sr-only">{t("imports.edit.text")}</RouteFocusModal.Description>
          </RouteFocusModal.Header>
          <RouteFocusModal.Body className="p-6">
            {failure ? (
              <PageError error={failure} onRetry={() => Promise.all([refetch(), preview.refetch()])} />
            ) : (
              <PageLoading />
            )}
          </RouteFocusModal.Body>
        </>
      )}
    </RouteFocusModal>
  );
};

const Content = ({ one, file }: { one: AdminImport; file: AdminImportPreviewResponse }) => {
  const { t } = useText();
  const { handleSuccess } = useRouteModal();
  const { mutateAsync, isPending } = useRestartImport();
  const { refusal, attempt } = useRefusal();
  const columns = Object.keys(file.header.mapping);
  const restart = (options: AdminImportOptionsInput) =>
    attempt(async () => {
      const answer = await mutateAsync({ earlier: one, options });
      toast.info(t("imports.edit.toast.title"), { description: t("imports.edit.toast.text") });
      handleSuccess(`/customers/imports/${answer.import.id}`);
    });
  return (
    <SettingsForm
      title={t("imports.edit.title")}
      text={t("imports.edit.text")}
      refusal={refusal}
      values={settingsOf(one.options, columns, file.header.mapping)}
      samples={samplesOf(file)}
      earlier={one.options}
      isMapped={file.header.format === "mapped"}
      isPending={isPending}
      submitLabel={t("imports.edit.submit")}
      onSubmit={restart}
    />
  );
};
