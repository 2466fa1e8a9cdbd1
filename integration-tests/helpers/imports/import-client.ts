import { existsSync } from "node:fs";
import { join } from "node:path";
import type { CustomerImport } from "../../../src/modules/customer/imports/import-row.sql";
import type { ImportedRow } from "../../../src/modules/customer/imports/types";
import type { ApiResponse, ErrorBody } from "../http/api-client";
import { stopScheduledJobs } from "../stores/scheduled-jobs";
import type { Store } from "../stores/store";
import { until } from "../timing/until";
import { FileClient } from "./file-client";

export const IMPORTS_URL = "/admin/customers/imports";

/** An import as the routes answer it. */
export type AnsweredImport = CustomerImport & {
  progress: { processed: number; rate: number | null; seconds_left: number | null };
};
export type ImportBody = { import: AnsweredImport; preview: ImportedRow[] };
export type ErrorsBody = {
  errors: { line: number; field: string | null; reason: string; raw: string }[];
  count: number;
};

/** An admin who imports files, waits for them, and reads what was wrong. */
export class ImportClient extends FileClient {
  /** The keys under which files were begun to be stored since `open`. */
  private uploads: string[] = [];

  constructor(store: Store) {
    super(store, "import");
  }

  /** Imports are resumed only when the test does it. */
  override async open(): Promise<void> {
    await stopScheduledJobs();
    await super.open();
    this.uploads = [];
    const { files } = this;
    const begin = files.getUploadStream.bind(files);
    jest.spyOn(files, "getUploadStream").mockImplementation(async (file) => {
      const upload = await begin(file);
      this.uploads.push(upload.fileKey);
      return upload;
    });
  }

  /** Sends a file as a form. */
  async send<Body = ImportBody & ErrorBody>(
    content: string | Uint8Array,
    fields: Record<string, string> = {},
    name = "file",
  ): Promise<ApiResponse<Body>> {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) {
      form.append(field, value);
    }
    form.append(name, new Blob([content]), "customers.csv");
    return await this.admin.post<Body>(IMPORTS_URL, form);
  }

  /** Sends a file and waits until it is read and checked. */
  async checked(content: string | Uint8Array, fields: Record<string, string> = {}): Promise<AnsweredImport> {
    const { status, data } = await this.send(content, fields);
    expect([status, data]).toEqual([202, expect.objectContaining({ import: expect.anything() })]);
    return await this.settled(data.import.id);
  }

  /** Sends a file, confirms it when it is checked, and waits for its end. */
  async done(content: string | Uint8Array, fields: Record<string, string> = {}): Promise<AnsweredImport> {
    const { id, state } = await this.checked(content, fields);
    expect(state).toBe("ready");
    expect((await this.admin.post(`${IMPORTS_URL}/${id}/confirm`)).status).toBe(202);
    return await this.settled(id);
  }

  async retrieve(id: string): Promise<AnsweredImport> {
    return (await this.admin.get<ImportBody>(`${IMPORTS_URL}/${id}`)).data.import;
  }

  /** The import once no worker runs it any more. */
  async settled(id: string): Promise<AnsweredImport> {
    let one = await this.retrieve(id);
    const hasEnded = async () => {
      one = await this.retrieve(id);
      return !["uploaded", "validating", "importing"].includes(one.state);
    };
    await until(hasEnded, () => one);
    return one;
  }

  /** The names of the events, once there are so many. */
  async waitForEvents(count: number): Promise<string[]> {
    await until(
      () => this.events.length >= count,
      () => this.events,
    );
    return this.events.map(({ name }) => name);
  }

  /** What was wrong, as `line field: reason`. */
  async errorsOf(id: string): Promise<string[]> {
    const { data } = await this.admin.get<ErrorsBody>(`${IMPORTS_URL}/${id}/errors?limit=1000`);
    return data.errors.map(({ line, field, reason }) => `${line} ${field}: ${reason}`);
  }

  /** How many of them core's local provider keeps. Its folder is shared with other specs, which run at the same time. */
  storedFiles(): number {
    return this.uploads.filter((key) => existsSync(join(process.cwd(), "static", key))).length;
  }
}
