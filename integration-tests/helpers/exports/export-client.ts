import { isDeepStrictEqual } from "node:util";
import { Modules } from "@medusajs/framework/utils";
import { FileClient } from "../imports/file-client";
import type { Store } from "../stores/store";
import { until } from "../timing/until";

export const EXPORTS_URL = "/admin/customers/exports";

export type Export = {
  id: string;
  state: string;
  format: string;
  columns: string[];
  filters: object;
  row_count: number;
  file_id: string | null;
  error: string | null;
  created_by: string | null;
  expires_at: string | null;
  download_url?: string | null;
};

export type ExportBody = { export: Export };
type Notification = { channel: string; template: string; data: { title: string; description: string; file?: object } };

/** An admin who asks for exports, waits for them, and reads their files. */
export class ExportClient extends FileClient {
  constructor(store: Store) {
    super(store, "export");
  }

  async notifications(): Promise<Notification[]> {
    // as: the type of the module knows no narrower data.
    return (await this.store.container.resolve(Modules.NOTIFICATION).listNotifications()) as unknown as Notification[];
  }

  async ask(query = "", body: object = {}): Promise<Export> {
    const { status, data } = await this.admin.post<ExportBody>(`${EXPORTS_URL}${query}`, body);
    expect([status, data]).toEqual([202, { export: expect.objectContaining({ state: "pending" }) }]);
    return data.export;
  }

  async retrieve(id: string): Promise<Export> {
    return (await this.admin.get<ExportBody>(`${EXPORTS_URL}/${id}`)).data.export;
  }

  /** The export when it has ended and its event was emitted: the event comes last. */
  async ended(id: string): Promise<Export> {
    await until(
      () => this.events.some(({ data }) => isDeepStrictEqual(data, { id })),
      () => this.retrieve(id),
    );
    return await this.retrieve(id);
  }

  async contentOf({ file_id }: Export): Promise<string> {
    return (await this.files.getAsBuffer(file_id ?? "none")).toString("utf8");
  }
}

/** Three customers of whom one has what spreadsheets run, and one what a CSV puts in quotes. */
export const createThree = (store: Store) =>
  store.customers.createCustomers([
    { email: "ada@x.io", first_name: "Ada", phone: "+31 6", addresses: [{ city: "Paris" }], created_by: "=1+1" },
    { email: "bob@x.io", first_name: "Bob", company_name: 'A "B", C' },
    { email: "cy@x.io", first_name: "Cy" },
  ]);
