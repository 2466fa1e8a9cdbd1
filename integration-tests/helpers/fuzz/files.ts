import { Modules } from "@medusajs/framework/utils";
import { EXPORTS_URL, type ExportBody } from "../exports/export-client";
import type { ApiClient } from "../http/api-client";
import { IMPORTS_URL, type ImportBody } from "../imports/import-client";
import type { Store } from "../stores/store";
import { until } from "../timing/until";

export type FuzzFiles = { import: string; export: string; fileId: string; toConfirm: string[]; toCancel: string[] };

/** An import and an export to read, and imports of the same file to confirm and to cancel. */
export async function prepareFiles(store: Store, admin: ApiClient, count: number): Promise<FuzzFiles> {
  const form = new FormData();
  form.append("file", new Blob(["email\nimported@x.io\nno email\n"]), "customers.csv");
  const { data } = await admin.post<ImportBody>(IMPORTS_URL, form);
  const { id, file_id } = data.import;
  const isReady = async () =>
    (await admin.get<ImportBody>(`${IMPORTS_URL}/${id}`)).data.import.state === "ready" || undefined;
  await until(
    async () => (await isReady()) === true,
    () => data,
  );
  const exported = await admin.post<ExportBody>(EXPORTS_URL, {});
  const copies = async (name: string) => {
    const ids = Array.from({ length: count }, (_, index) => `${id}${name}${index}`);
    await store.sql(
      `insert into customer_import
        select copy.* from customer_import given,
          jsonb_array_elements_text(?::jsonb) ids (id),
          jsonb_populate_record(given, jsonb_build_object('id', ids.id)) copy
        where given.id = ?`,
      [JSON.stringify(ids), id],
    );
    return ids;
  };
  return {
    ...{ import: id, export: exported.data.export.id, fileId: String(file_id) },
    ...{ toConfirm: await copies("confirm"), toCancel: await copies("cancel") },
  };
}

/** The files of all imports and exports. */
export async function fileIds(store: Store): Promise<string[]> {
  const rows = await store.sql<{ file_id: string | null }>(
    "select file_id from customer_import union select file_id from customer_export",
  );
  return rows.flatMap(({ file_id }) => file_id ?? []);
}

export async function deleteFiles(store: Store, ids: string[]): Promise<void> {
  await store.container.resolve(Modules.FILE).deleteFiles(ids);
}
