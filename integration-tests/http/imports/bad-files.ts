import { Readable } from "node:stream";
import { Modules } from "@medusajs/framework/utils";
import resumeImports from "../../../src/jobs/customers-resume-imports";
import type { ErrorBody } from "../../helpers/http/api-client";
import { type ErrorsBody, IMPORTS_URL, ImportClient } from "../../helpers/imports/import-client";
import { countsOf } from "../../helpers/imports/imports";
import type { Store } from "../../helpers/stores/store";
import { until } from "../../helpers/timing/until";

const FIVE_MEGABYTES = "x".repeat(5_000_000);

/** Every byte there is, and no text in any encoding that is found out. */
const BINARY = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7 + (index >> 8) * 13) % 256);

/** An archive with the one file a.csv in it, which says `email`. */
const ZIP = Buffer.from(
  "504b03040a00000000000000210065ecf0a1060000000600000005000000612e637376656d61696c0a" +
    "504b01021e030a00000000000000210065ecf0a106000000060000000500000000000000010000000000000000000000612e637376" +
    "504b0506000000000100010033000000290000000000",
  "hex",
);

const columns = (count: number) => Array.from({ length: count }, (_, index) => `column ${index}`).join(",");

/** Refused before anything is noted, and why. */
const REFUSED: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ["an empty file", "", /^The file is empty/],
  ["a zip", ZIP, /^The file is a zip archive/],
  ["a binary file", BINARY, /^Line 1: the byte 0x\w\w is not UTF-8/],
  ["10,000 columns", `${columns(10_000)}\n`, /^The file has 10000 columns; at most 1,000 are read/],
  ["a line of 5 MB and nothing else", FIVE_MEGABYTES, /1,?000,?000 characters/],
];

export default function importsBadFiles(store: Store): void {
  const desk = new ImportClient(store);
  beforeEach(() => desk.open());
  afterEach(async () => {
    await expectWell();
    await desk.close();
  });

  /** The server answers, has kept nothing of the file's rows, and imports the next file as before. */
  async function expectWell(): Promise<void> {
    expect(await store.sql("select * from customer_import_row limit 1")).toEqual([]);
    expect((await desk.admin.get("/health")).status).toBe(200);
    expect(countsOf(await desk.done("email\nwell@x.io\n"))).toMatchObject({ total: 1, invalid: 0, created: 1 });
    // The last that is written of it: nothing is under way any more when the store is emptied.
    const notifications = store.container.resolve(Modules.NOTIFICATION);
    const described = async () => (await notifications.listNotifications()).map(({ data }) => data?.description);
    await until(async () => (await described()).includes("Customer import completed: 1 created, 0 updated."));
  }

  it.each(REFUSED)("%s is refused with 400 and the reason", async (_, content, reason) => {
    const sent = await desk.send(content);
    expect([sent.status, sent.data.message]).toEqual([400, expect.stringMatching(reason)]);
    expect(desk.storedFiles()).toBe(0);
    expect(await store.sql("select id from customer_import")).toEqual([]);
  });

  it("an unknown header is refused with a mapping that its names suggest; the file with that mapping is taken", async () => {
    const file = "Kundennummer,E-Mail,Vorname,Ort\n7,ada@x.io,Ada,Rom\n";
    const { status, data } = await desk.send<ErrorBody & { suggested_mapping: Record<string, string> }>(file);
    expect([status, data.type, data.suggested_mapping]).toEqual([
      400,
      "invalid_data",
      { Kundennummer: "external_id", "E-Mail": "email", Vorname: "first_name", Ort: "address_1_city" },
    ]);
    expect(desk.storedFiles()).toBe(0);
    const done = await desk.done(file, { mapping: JSON.stringify(data.suggested_mapping), strict: "true" });
    expect(done).toMatchObject({ state: "completed", created: 1, header: { format: "mapped", warnings: [] } });
  });

  it("warnings are in the preview, the counts and the errors, of which one level can be asked for", async () => {
    const { data } = await desk.send("email,address_1_city,address_1_country_code,Notes\na@x.io,Rome,Atlantis,x\n");
    const { id } = await desk.settled(data.import.id);
    expect(data.import.header?.warnings).toMatchObject([{ line: 1, field: "Notes" }]);
    expect(data.preview[0]).toMatchObject({ errors: [{ level: "warning", field: "address_1_country_code" }] });
    expect(await desk.retrieve(id)).toMatchObject({ state: "ready", invalid: 0, warned: 1, warning_count: 2 });
    const ofLevel = async (level: string) =>
      (await desk.admin.get<ErrorsBody>(`${IMPORTS_URL}/${id}/errors?level=${level}`)).data.errors.map(
        ({ line }) => line,
      );
    expect([await ofLevel("warning"), await ofLevel("error")]).toEqual([[1, 2], []]);
    await desk.admin.post(`${IMPORTS_URL}/${id}/cancel`);
  });

  it("a header only ends the import as failed, with the reason", async () => {
    expect(await desk.checked("email,first_name\n")).toMatchObject({
      ...{ state: "failed", total: 0, error: "The file has a header and no rows below it." },
    });
  });

  it("a file that turns binary below its header ends the import as failed, with the line", async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `a${index}@x.io,A\n`);
    const content = Buffer.concat([Buffer.from(`email,first_name\n${rows.join("")}`), BINARY]);
    expect(await desk.checked(content)).toMatchObject({
      ...{ state: "failed", created: 0, error: expect.stringMatching(/^Line 20002: the byte 0x\w\w is not UTF-8/) },
    });
    expect(await store.sql("select id from customer")).toEqual([]);
  });

  it("a line of 5 MB and one of 10,000 cells are errors of their rows, and the others are stored", async () => {
    const lines = ["email,first_name", "a@x.io,A", `b@x.io,${FIVE_MEGABYTES}`, columns(10_000), "c@x.io,C", ""];
    const done = await desk.done(lines.join("\n"));
    expect(done.state).toBe("completed_with_errors");
    expect(countsOf(done)).toMatchObject({ total: 4, invalid: 2, created: 2 });
    const { data } = await desk.admin.get<ErrorsBody>(`${IMPORTS_URL}/${done.id}/errors`);
    expect(data.errors).toMatchObject([{ line: 3 }, { line: 4 }]);
    expect(Math.max(...data.errors.map(({ raw }) => raw.length))).toBeLessThanOrEqual(10_000);
  });

  it("a file that is deleted while its import waits for its turn ends it as failed, with the reason", async () => {
    // as: the store runs this plugin's service; its type is the contract's.
    const service = store.customers;
    const others = [await service.imports.create({}), await service.imports.create({})];
    await Promise.all(others.map(({ id }) => service.imports.lease(id)));
    const { data } = await desk.send("email\na@x.io\n");
    await store.container.resolve(Modules.FILE).deleteFiles(data.import.file_id ?? "");
    await Promise.all(others.map(({ id }) => service.imports.cancel(id)));

    await resumeImports(store.container);

    expect(await desk.settled(data.import.id)).toMatchObject({
      ...{ state: "failed", total: 0, error: expect.stringContaining("cannot be read") },
    });
  });

  it("a storage that is away while a file is read leaves its import to a later attempt; after ten it fails", async () => {
    // as: the store runs this plugin's service; its type is the contract's.
    const service = store.customers;
    const others = [await service.imports.create({}), await service.imports.create({})];
    await Promise.all(others.map(({ id }) => service.imports.lease(id)));
    const { data } = await desk.send("email\na@x.io\n");
    const { id } = data.import;
    await Promise.all(others.map((other) => service.imports.cancel(other.id)));
    const troubles = [
      Object.assign(new Error("SlowDown"), { name: "SlowDown", $metadata: { httpStatusCode: 503 } }),
      Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
      new Error("aborted"),
      Object.assign(new Error("AccessDenied"), { name: "AccessDenied", $metadata: { httpStatusCode: 403 } }),
      Object.assign(new Error("ExpiredToken"), { name: "ExpiredToken", $metadata: { httpStatusCode: 400 } }),
      Object.assign(new Error("Request failed"), { status: 401 }),
      Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" }),
    ];
    for (const trouble of troubles) {
      const reading = jest.spyOn(desk.files, "getDownloadStream").mockImplementation(async () =>
        Readable.from(
          (async function* () {
            yield Buffer.from("email\na@x");
            throw trouble;
          })(),
        ),
      );
      await store.sql("update customer_import set retry_at = null, error = null");
      await resumeImports(store.container);
      await until(async () => (await desk.retrieve(id)).error !== null);
      reading.mockRestore();
      expect(await desk.retrieve(id)).toMatchObject({
        ...{ state: "validating", error: expect.stringMatching(/storage did not answer/) },
      });
      expect(await service.imports.listOpen()).toEqual([]);
    }
    expect(desk.events).toEqual([]);
    await store.sql("update customer_import set attempts = 10, retry_at = null");
    await resumeImports(store.container);
    expect(await desk.settled(id)).toMatchObject({
      ...{ state: "failed", error: expect.stringMatching(/storage did not answer/) },
    });

    await store.sql(`update customer_import set attempts = 3, state = 'validating' where id = '${id}'`);
    await resumeImports(store.container);
    expect(await desk.settled(id)).toMatchObject({ state: "ready", error: null, total: 1 });
    expect((await desk.admin.post(`${IMPORTS_URL}/${id}/cancel`)).status).toBe(200);
  });

  it("a file that is deleted once it is checked is not missed: its rows are stored", async () => {
    const ready = await desk.checked("email\na@x.io\n");
    await desk.files.deleteFiles(ready.file_id ?? "");
    await desk.admin.post(`${IMPORTS_URL}/${ready.id}/confirm`);
    expect(countsOf(await desk.settled(ready.id))).toMatchObject({ total: 1, created: 1 });
  });
}
