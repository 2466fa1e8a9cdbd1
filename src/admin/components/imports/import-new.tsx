import { RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components";
import { useState } from "react";
import type { AdminImportOptionsInput, AdminImportRefusal, ImportMapping } from "../../../types/http/imports";
import { useStartImport } from "../../hooks/api/imports";
import { useRefusalText } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";
import { readSample } from "../../lib/csv-sample";
import { UploadError } from "../../lib/upload";
import { DEFAULT_OPTIONS, settingsOf } from "./import-settings";
import { SettingsForm } from "./settings-form";
import { type Upload, UploadStep } from "./upload-step";

/** More than any header and a few rows have. */
const SAMPLE_BYTES = 64 * 1024;

/** A file that the server did not know, and its columns as the browser reads them. */
type UnknownFile = {
  file: File;
  columns: string[];
  samples: string[][];
  suggested: ImportMapping | undefined;
};

/** Begins an import: drop a file, and, where its columns are not known, say where each goes. */
export const ImportNew = () => (
  <RouteFocusModal prev="/customers/imports">
    <ImportNewContent />
  </RouteFocusModal>
);

const ImportNewContent = () => {
  const { t } = useText();
  const refusalText = useRefusalText();
  const { handleSuccess } = useRouteModal();
  const { mutateAsync, isPending } = useStartImport();
  const [upload, setUpload] = useState<Upload>();
  const [refusal, setRefusal] = useState<string>();
  const [unknown, setUnknown] = useState<UnknownFile>();

  const start = async (file: File, options: AdminImportOptionsInput) => {
    const abort = new AbortController();
    const shown = { name: file.name, size: file.size, cancel: () => abort.abort() };
    setRefusal(undefined);
    setUpload({ ...shown, share: 0 });
    try {
      const onProgress = (share: number) => setUpload({ ...shown, share });
      const answer = await mutateAsync({ file, options, onProgress, signal: abort.signal });
      handleSuccess(`/customers/imports/${answer.import.id}`);
    } catch (error) {
      setUpload(undefined);
      if (!abort.signal.aborted) {
        const found = options.mapping ? undefined : await unknownFileOf(file, error);
        setUnknown((given) => found ?? given);
        // With a suggestion there is nothing to say but what the page says.
        setRefusal(found?.suggested ? undefined : refusalText(error));
      }
    }
  };

  return unknown ? (
    <SettingsForm
      title={t("imports.new.unknownTitle")}
      text={t("imports.new.unknownText", { file: unknown.file.name })}
      refusal={refusal}
      values={settingsOf(DEFAULT_OPTIONS, unknown.columns, unknown.suggested)}
      samples={unknown.samples}
      earlier={DEFAULT_OPTIONS}
      isMapped
      isPending={isPending}
      submitLabel={t("imports.new.check")}
      onSubmit={(options) => start(unknown.file, options)}
    />
  ) : (
    <UploadStep upload={upload} refusal={refusal} onFile={(file) => start(file, {})} />
  );
};

/** A text with columns that was refused for what is in it: its columns can be named. Undefined for anything else. */
async function unknownFileOf(file: File, error: unknown): Promise<UnknownFile | undefined> {
  if (!(error instanceof UploadError) || error.status !== 400) {
    return undefined;
  }
  // Bytes of another encoding than UTF-8 become the sign for what cannot be read, and the form lets choose another.
  const text = new TextDecoder().decode(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  const { columns, rows } = readSample(text);
  const names = new Set(columns);
  if (columns.length < 1 || names.size < columns.length || /[\p{Cc}]/u.test(columns.join(""))) {
    return undefined;
  }
  // as: what the route answers to a file that it refuses.
  const { suggested_mapping: suggested } = (error.body ?? {}) as Partial<AdminImportRefusal>;
  const samples = columns.map((_, place) => rows.map((row) => row[place] ?? ""));
  return { file, columns, samples, suggested };
}
