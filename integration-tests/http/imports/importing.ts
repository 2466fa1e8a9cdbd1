import { Modules } from "@medusajs/framework/utils";
import expireImports from "../../../src/jobs/customers-expire-imports";
import resumeImports from "../../../src/jobs/customers-resume-imports";
import { importCustomersWorkflow } from "../../../src/workflows/imports/workflows/import-customers";
import { registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import { allAnswered, type ErrorBody, type RequestLine } from "../../helpers/http/api-client";
import { type ErrorsBody, IMPORTS_URL, type ImportBody, ImportClient } from "../../helpers/imports/import-client";
import { countsOf } from "../../helpers/imports/imports";
import type { Store } from "../../helpers/stores/store";
import { until } from "../../helpers/timing/until";

const FILE = `email,first_name,has_account,groups,address_1_city,address_1_is_default_shipping,metadata
Ada@X.io,Ada,true,gold,Paris,true,"{""a"":1}"
bob@x.io,'=Bob,false,,,,
no-email,,,,,,
`;

export default function importsImporting(store: Store): void {
  const desk = new ImportClient(store);
  beforeEach(() => desk.open());
  afterEach(() => desk.close());

  describe(`POST ${IMPORTS_URL}`, () => {
    it("takes a file, shows its first rows and how they are understood, checks it, and stores it when confirmed", async () => {
      const { status, data } = await desk.send(FILE, { create_groups: "true" });
      expect(status).toBe(202);
      expect(data.import).toMatchObject({
        ...{ id: expect.stringMatching(/^cusimp_/), state: "uploaded", filename: "customers.csv", total: 0 },
        options: { create_groups: true, dry_run: false, on_conflict: "update" },
        header: { format: "own", encoding: "utf-8", delimiter: ",", mapping: { first_name: "first_name" } },
        created_by: expect.stringMatching(/^user_/),
        progress: { processed: 0, rate: null, seconds_left: null },
      });
      expect(data.preview).toMatchObject([
        { line: 2, customer: { email: "ada@x.io", has_account: true, groups: ["gold"], metadata: { a: 1 } } },
        { line: 3, customer: { email: "bob@x.io", first_name: "=Bob" } },
        { line: 4, raw: "no-email,,,,,,", errors: [{ field: "email" }] },
      ]);

      const ready = await desk.settled(data.import.id);
      expect(ready).toMatchObject({
        ...{ state: "ready", total: 3, invalid: 1 },
        expected: { created: 2, updated: 0, unchanged: 0, skipped: 0, invitations: 1 },
      });
      expect(await store.sql("select id from customer")).toEqual([]);
      expect(desk.events).toEqual([]);

      const confirmed = await desk.admin.post<ImportBody>(`${IMPORTS_URL}/${ready.id}/confirm`);
      expect([confirmed.status, confirmed.data.import.state]).toEqual([202, "importing"]);
      const done = await desk.settled(ready.id);
      expect(done).toMatchObject({
        ...{ state: "completed_with_errors", created: 2, invalid: 1 },
        progress: { processed: 2, rate: expect.any(Number), seconds_left: null },
      });
      await desk.waitForEvents(1);
      expect(desk.events).toEqual([
        { name: "customer.import.completed", data: { id: ready.id, dry_run: false, invalid: 1, warned: 0 } },
      ]);
      const { data: list } = await desk.admin.get<{ customers: object[] }>(
        "/admin/customers?order=email&fields=email,first_name,has_account,*addresses,*groups",
      );
      expect(list.customers).toMatchObject([
        {
          ...{ email: "ada@x.io", has_account: true, groups: [{ name: "gold" }] },
          addresses: [{ city: "Paris", is_default_shipping: true }],
        },
        { email: "bob@x.io", first_name: "=Bob", has_account: false, addresses: [] },
      ]);
      expect(await store.sql("select state from customer_invitation")).toHaveLength(1);
      await until(async () => (await store.container.resolve(Modules.NOTIFICATION).listNotifications()).length === 2);
      const notices = await store.container
        .resolve(Modules.NOTIFICATION)
        .listNotifications({}, { order: { id: "ASC" } });
      expect(notices.map((one) => (one.data as { description: string }).description)).toEqual([
        "Customer import checked: 2 customers wait to be confirmed. 1 customer would be invited; no mail goes out until an admin sends it. 1 line has errors.",
        "Customer import completed: 2 created, 0 updated. 1 line has errors.",
      ]);
    });

    it("takes the file of an earlier import by its id, here after a dry run, and says what it would do", async () => {
      const mapping = JSON.stringify({ email: "email", first_name: "last_name", groups: null });
      const checked = await desk.checked(FILE, { dry_run: "true", mapping });
      expect([checked.state, checked.header]).toMatchObject(["completed_with_errors", { format: "mapped" }]);
      expect(countsOf(checked)).toEqual({ total: 3, invalid: 1, created: 2, updated: 0, unchanged: 0, skipped: 0 });
      expect(await store.sql("select id from customer")).toEqual([]);
      await desk.waitForEvents(1);
      expect(desk.events).toEqual([
        { name: "customer.import.completed", data: { id: checked.id, dry_run: true, invalid: 1, warned: 0 } },
      ]);
      const again = await desk.admin.post<ErrorBody>(`${IMPORTS_URL}/${checked.id}/confirm`);
      expect([again.status, again.data.type]).toEqual([400, "not_allowed"]);

      const { status, data } = await desk.admin.post<ImportBody>(IMPORTS_URL, {
        ...{ file_id: checked.file_id, mapping: { email: "email" } },
      });
      expect([status, await desk.settled(data.import.id)]).toMatchObject([202, { state: "ready", total: 3 }]);
      await store.sql(`update customer_import set expires_at = now() where id = '${checked.id}'`);
      await expireImports(store.container);
      expect((await desk.files.getAsBuffer(checked.file_id ?? "")).toString()).toBe(FILE);
      await store.sql("update customer_import set expires_at = now()");
      await expireImports(store.container);
      expect([await store.sql("select id from customer_import"), desk.storedFiles()]).toEqual([[], 0]);
    });

    it("reads no file of another feature of the store, and does not say whether there is one", async () => {
      const content = Buffer.from(FILE).toString("base64");
      const other = await desk.files.createFiles({
        ...{ filename: "orders.csv", mimeType: "text/csv", access: "private", content },
      });
      const asked = async (file_id: string) => {
        const { status, data } = await desk.admin.post<ErrorBody>(IMPORTS_URL, { file_id });
        return [status, data.message];
      };
      const refusal = [400, expect.stringMatching(/^The field "file_id" must name the file of an earlier import/)];
      expect(await asked(other.id)).toEqual(refusal);
      expect(await asked("nobody's.csv")).toEqual(await asked(other.id));
      expect(await asked("../../package.json")).toEqual(await asked(other.id));
      // A workflow may import any file; naming it does not make it an upload.
      const input = { file_id: other.id, owns_file: false };
      const { result } = await importCustomersWorkflow(store.container).run({ input });
      expect(await desk.settled(result.id)).toMatchObject({ state: "ready" });
      expect(await asked(other.id)).toEqual(refusal);
      await desk.files.deleteFiles(other.id);
    });

    it("refuses wrong forms and bodies with 400 and names what is wrong; nothing is noted and no file stays", async () => {
      const forms: [Record<string, string>, string][] = [
        [{ dry_run: "yes" }, "dry_run"],
        [{ on_conflict: "merge" }, "on_conflict"],
        [{ accounts_by_email: "fail" }, "accounts_by_email"],
        [{ max_addresses: "51" }, "max_addresses"],
        [{ mapping: "{" }, "mapping"],
        [{ mapping: '{"email":1}' }, "mapping"],
        [{ nothing: "1" }, "nothing"],
        [{ encoding: "ebcdic" }, "encoding"],
        [Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`f${index}`, "1"])), "50 fields"],
      ];
      for (const [fields, word] of forms) {
        const { status, data } = await desk.send(FILE, fields);
        expect([status, data.message]).toEqual([400, expect.stringContaining(word)]);
      }
      const bodies: [unknown, string][] = [
        [{}, 'Send the file as a form (multipart/form-data) in the field "file"'],
        [[], "multipart/form-data"],
        [{ file_id: "" }, "file_id"],
        [{ file_id: "x", limit: 1 }, "limit"],
        [{ file_id: "\u0000" }, "file_id"],
      ];
      for (const [body, word] of bodies) {
        const { status, data } = await desk.admin.post<ErrorBody>(IMPORTS_URL, body);
        expect([status, data.message]).toEqual([400, expect.stringContaining(word)]);
      }
      const other = await desk.send(FILE, {}, "upload");
      expect([other.status, other.data.message]).toEqual([400, expect.stringContaining('in the field "file"')]);
      const broken = await desk.admin
        .with({ "content-type": "multipart/form-data; boundary=x" })
        .post<ErrorBody>(
          IMPORTS_URL,
          '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nemail\r\n',
        );
      expect([broken.status, broken.data.message]).toEqual([400, expect.stringContaining("broken")]);

      expect(await store.sql("select id from customer_import")).toEqual([]);
      expect(desk.storedFiles()).toBe(0);
    });

    it("ends an import as failed, with the reason, when the file has no rows or is gone; the store is well", async () => {
      const headerOnly = await desk.checked("email,first_name\n");
      expect(headerOnly).toMatchObject({ state: "failed", error: "The file has a header and no rows below it." });

      const ready = await desk.checked(FILE, { create_groups: "true" });
      await desk.files.deleteFiles(ready.file_id ?? "");
      await store.sql("truncate customer_import_row");
      await desk.admin.post(`${IMPORTS_URL}/${ready.id}/confirm`);
      const gone = await desk.settled(ready.id);
      expect(gone).toMatchObject({ state: "failed", created: 0, error: expect.stringContaining("cannot be read") });
      expect(await desk.waitForEvents(2)).toEqual(["customer.import.failed", "customer.import.failed"]);
      expect((await desk.done(FILE, { create_groups: "true" })).created).toBe(2);
    });
  });

  it("customers of two systems with the same numbers as ids stay apart: neither becomes a primary key", async () => {
    const crm = "id,name,email\n1,Ada Lovelace,ada@x.io\n2,Bob Ray,bob@x.io\n";
    const erp = "id,name,email\n1,Zed Zen,zed@x.io\n2,Yan Yu,yan@x.io\n";
    for (const file of [crm, erp]) {
      const { id, invalid } = await desk.checked(file);
      expect([invalid, await desk.errorsOf(id)]).toEqual([
        2,
        [expect.stringMatching(/^2 id: "1" is not an id .* external_id/), expect.stringMatching(/^3 id: "2"/)],
      ]);
    }
    const mapping = JSON.stringify({ id: "external_id", name: "name", email: "email" });
    expect((await desk.done(crm, { mapping })).created).toBe(2);
    const stored = await store.sql<{ id: string; external_id: string }>(
      "select id, external_id from customer order by 2",
    );
    expect(stored).toEqual([
      { id: expect.stringMatching(/^cus_.{26}$/), external_id: "1" },
      { id: expect.stringMatching(/^cus_.{26}$/), external_id: "2" },
    ]);
  });

  it("errors are read page by page and as CSV", async () => {
    const { id } = await desk.checked(FILE);
    const page = await desk.admin.get<ErrorsBody>(`${IMPORTS_URL}/${id}/errors?limit=1&offset=1`);
    expect([page.status, page.data]).toMatchObject([
      200,
      { errors: [{ line: 4, field: "email" }], count: 2, offset: 1 },
    ]);
    const csv = await desk.admin.get<string>(`${IMPORTS_URL}/${id}/errors?format=csv`);
    expect(csv.data.split("\n").slice(0, 2)).toEqual([
      "line,level,field,reason,original",
      expect.stringMatching(/^2,error,groups,"There is no group ""gold"".*",/),
    ]);
  });

  it("lists imports, cancels one that waits, and answers 404, 400 and 401 where it must", async () => {
    const { id } = await desk.checked(FILE, { create_groups: "true" });
    const cancelled = await desk.admin.post<ImportBody>(`${IMPORTS_URL}/${id}/cancel`);
    expect([cancelled.status, cancelled.data.import]).toMatchObject([200, { state: "cancelled", created: 0 }]);
    expect((await desk.admin.post(`${IMPORTS_URL}/${id}/cancel`)).status).toBe(400);
    const list = await desk.admin.get<{ imports: { id: string }[]; count: number }>(`${IMPORTS_URL}?limit=1`);
    expect(list.data).toMatchObject({ imports: [{ id }], count: 1, limit: 1, offset: 0 });

    const lines = (id: string): RequestLine[] => [
      ["GET", `${IMPORTS_URL}/${id}`],
      ["GET", `${IMPORTS_URL}/${id}/errors`],
      ["GET", `${IMPORTS_URL}/${id}/errors?format=csv`],
      ["POST", `${IMPORTS_URL}/${id}/confirm`, {}],
      ["POST", `${IMPORTS_URL}/${id}/cancel`, {}],
    ];
    expect(await desk.admin.statuses(lines("cusimp_none"))).toEqual(allAnswered(lines("cusimp_none"), 404));
    const wrong: RequestLine[] = [
      ["GET", `${IMPORTS_URL}?limit=101`],
      ["GET", `${IMPORTS_URL}/${id}/errors?limit=1001`],
      ["GET", `${IMPORTS_URL}/${id}/errors?format=xml`],
    ];
    expect(await desk.admin.statuses(wrong)).toEqual(allAnswered(wrong, 400));
    const everything = [...lines(id), ["GET", IMPORTS_URL], ["POST", IMPORTS_URL, { file_id: "x" }]] as RequestLine[];
    const { client } = await registeredCustomer(store, await storefrontClient(store), "cus@x.io");
    expect(await client.statuses(everything)).toEqual(allAnswered(everything, 401));
    expect(await store.client.statuses(everything)).toEqual(allAnswered(everything, 401));
  });

  it("jobs take up what a process left, and delete what is over with its file", async () => {
    const { id } = await desk.checked(FILE, { create_groups: "true" });
    await store.sql("update customer_import set state = 'importing', started_at = now()");
    await resumeImports(store.container);
    expect((await desk.settled(id)).created).toBe(2);
    expect(desk.storedFiles()).toBe(1);
    await store.sql("update customer_import set expires_at = now()");
    await expireImports(store.container);
    expect((await desk.admin.get(`${IMPORTS_URL}/${id}`)).status).toBe(404);
    expect(desk.storedFiles()).toBe(0);
    expect(await store.sql("select * from customer_import_error")).toEqual([]);
  });
}
