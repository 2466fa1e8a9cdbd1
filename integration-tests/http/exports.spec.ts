import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { CreateFileDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { parse } from "csv-parse/sync";
import { expireExportsWorkflow, resumeExportWorkflow } from "medusa-plugin-customers/workflows";
import customersExport from "../../src/commands/customers-export";
import { adminClient, registeredCustomer, storefrontClient } from "../helpers/accounts";
import { type ApiClient, allAnswered, type ErrorBody, type RequestLine } from "../helpers/api-client";
import { describeStore } from "../helpers/store";

const URL = "/admin/customers/exports";

type Export = {
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
type Body = { export: Export };
type ListBody = { exports: Export[]; count: number; limit: number; offset: number };
type Notification = { channel: string; template: string; data: { title: string; description: string; file?: object } };

describeStore((store) => {
  let admin: ApiClient;
  const events: { name: string; data: unknown }[] = [];
  const note = async ({ name, data }: { name: string; data?: unknown }) => {
    if (name.startsWith("customer.export")) {
      events.push({ name, data });
    }
  };

  beforeEach(async () => {
    admin = await adminClient(store);
    events.length = 0;
    store.container.resolve(Modules.EVENT_BUS).addInterceptor?.(note);
  });

  afterEach(async () => {
    store.container.resolve(Modules.EVENT_BUS).removeInterceptor?.(note);
    const written = await store.sql<{ file_id: string }>(
      "select file_id from customer_export where file_id is not null",
    );
    await files().deleteFiles(written.map(({ file_id }) => file_id));
  });

  const files = () => store.container.resolve(Modules.FILE);

  const notifications = async () =>
    // as: the type of the module knows no narrower data.
    (await store.container.resolve(Modules.NOTIFICATION).listNotifications()) as unknown as Notification[];

  /** Asks until it is so, each time with a request of its own. */
  async function until<Value>(look: () => Promise<Value>, isSo: (value: Value) => boolean): Promise<Value> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const value = await look();
      if (isSo(value)) {
        return value;
      }
      if (Date.now() > deadline) {
        throw new Error(`It has not become so: ${JSON.stringify(value)}`);
      }
      await new Promise(setImmediate);
    }
  }

  const retrieve = async (id: string) => (await admin.get<Body>(`${URL}/${id}`)).data.export;

  /** The export when it has ended and that was told: the event comes last. */
  async function ended(id: string): Promise<Export> {
    await until(
      async () => events,
      (told) => told.some(({ data }) => isDeepStrictEqual(data, { id })),
    );
    return await retrieve(id);
  }

  async function ask(query = "", body: object = {}): Promise<Export> {
    const { status, data } = await admin.post<Body>(`${URL}${query}`, body);
    expect([status, data]).toEqual([202, { export: expect.objectContaining({ state: "pending" }) }]);
    return data.export;
  }

  const contentOf = async ({ file_id }: Export) => (await files().getAsBuffer(file_id ?? "none")).toString("utf8");

  const createThree = () =>
    store.customers.createCustomers([
      { email: "ada@x.io", first_name: "Ada", phone: "+31 6", addresses: [{ city: "Paris" }], created_by: "=1+1" },
      { email: "bob@x.io", first_name: "Bob", company_name: 'A "B", C' },
      { email: "cy@x.io", first_name: "Cy" },
    ]);

  describe(`POST ${URL}`, () => {
    it("writes all customers to a CSV in the background, and tells by event and feed where it is", async () => {
      const [ada, bob, cy] = await createThree();

      const asked = await ask();
      const done = await ended(asked.id);

      expect(done).toMatchObject({
        state: "completed",
        format: "csv",
        filters: {},
        row_count: 3,
        error: null,
        created_by: expect.stringMatching(/^user_/),
        file_id: expect.stringMatching(new RegExp(`^private-.*${asked.id}\\.csv$`)),
        expires_at: expect.any(String),
        download_url: expect.stringMatching(/^http.*\.csv$/),
      });
      const rows = parse<Record<string, string>>(await contentOf(done), { columns: true });
      expect(rows.map(({ id }) => id)).toEqual([ada.id, bob.id, cy.id]);
      expect(rows[0]).toMatchObject({ phone: "'+31 6", created_by: "'=1+1", address_1_city: "Paris" });
      expect(rows[1]).toMatchObject({ company_name: 'A "B", C', created_at: new Date(bob.created_at).toISOString() });
      expect(events).toEqual([{ name: "customer.export.completed", data: { id: asked.id } }]);
      expect(await notifications()).toMatchObject([
        {
          channel: "feed",
          template: "admin-ui",
          data: {
            title: "Customer export",
            description: "Customer export completed: 3 customers.",
            file: { filename: `${asked.id}.csv`, url: done.download_url, mimeType: "text/csv" },
          },
        },
      ]);
    });

    it("writes JSON Lines, and the columns asked for", async () => {
      await createThree();

      const done = await ended((await ask("", { format: "jsonl", columns: ["email", "phone"] })).id);

      expect(await contentOf(done)).toBe(
        '{"email":"ada@x.io","phone":"+31 6"}\n{"email":"bob@x.io","phone":null}\n{"email":"cy@x.io","phone":null}\n',
      );
      expect(done).toMatchObject({ format: "jsonl", columns: ["email", "phone"] });
    });

    it("takes the list's filters, in the query as the list has them or in the body: whom the list shows is exported", async () => {
      const [ada, bob] = await createThree();
      const group = await store.customers.createCustomerGroups({ name: "gold" });
      await store.customers.addCustomerToGroup({ customer_id: ada.id, customer_group_id: group.id });
      const cases: [string, object][] = [
        ["email=ADA@x.io", { email: "ADA@x.io" }],
        ["q=bob", { q: "bob" }],
        [`groups[]=${group.id}`, { groups: [group.id] }],
        [`id[]=${ada.id}&id[]=${bob.id}`, { id: [ada.id, bob.id] }],
        ["has_account=false", { has_account: false }],
        ["created_at[$gt]=2100-01-01T00:00:00Z", { created_at: { $gt: "2100-01-01T00:00:00Z" } }],
        ["$or[0][first_name]=Ada&$or[1][first_name]=Cy", { $or: [{ first_name: "Ada" }, { first_name: "Cy" }] }],
      ];
      for (const [query, filters] of cases) {
        const { data } = await admin.get<{ customers: { id: string }[] }>(`/admin/customers?order=id&${query}`);
        for (const asked of [
          await ask(`?${query}`, { columns: ["id"] }),
          await ask("", { columns: ["id"], filters }),
        ]) {
          const lines = (await contentOf(await ended(asked.id))).trim().split("\n");
          expect([query, lines]).toEqual([query, ["id", ...data.customers.map(({ id }) => id)]]);
        }
      }
    });

    it("refuses wrong bodies and queries with 400 and names what is wrong; nothing is noted", async () => {
      const cases: [string, object, string][] = [
        ["", { format: "xlsx" }, "format"],
        ["", { columns: [] }, "columns"],
        ["", { columns: ["password_hash"] }, "columns"],
        ["", { columns: "id" }, "columns"],
        ["", { filters: { email: "\u0000" } }, "email"],
        ["", { limit: 1 }, "limit"],
        ["", { filters: { nothing: 1 } }, "nothing"],
        ["", { filters: [] }, "filters"],
        ["?limit=1", {}, "limit"],
        ["?fields=id", {}, "fields"],
        ["?order=email", {}, "order"],
        ["?created_at[$gt]=no-time", {}, "filters"],
        ["?email=a@x.io", { filters: { q: "a" } }, "not in both"],
        ["?email=%00", {}, "email"],
      ];
      for (const [query, body, word] of cases) {
        const { status, data } = await admin.post<ErrorBody>(`${URL}${query}`, body);
        expect([query, body, status, data.message]).toEqual([query, body, 400, expect.stringContaining(word)]);
      }
      expect((await admin.get<ListBody>(URL)).data).toMatchObject({ count: 0 });
    });

    it("fails with the reason when a CSV cannot hold the addresses of a customer: event, feed, no file", async () => {
      const [ada] = await createThree();
      await store.customers.createCustomerAddresses(Array.from({ length: 51 }, () => ({ customer_id: ada.id })));

      const failed = await ended((await ask()).id);

      expect(failed).toMatchObject({ state: "failed", file_id: null, download_url: null, row_count: 0 });
      expect(failed.error).toContain("52 addresses");
      expect(events).toEqual([{ name: "customer.export.failed", data: { id: failed.id } }]);
      const [{ data }] = await notifications();
      expect(data).toEqual({ title: "Customer export", description: `Customer export failed. ${failed.error}` });
    });

    it("fails without repeating what the file storage says when that breaks in the middle; the file is deleted", async () => {
      await createThree();
      const storage = files();
      const { getUploadStream } = storage;
      let key = "";
      jest.spyOn(storage, "getUploadStream").mockImplementation(async (file) => {
        const upload = await getUploadStream.call(storage, file);
        key = upload.fileKey;
        upload.writeStream.write = () => {
          upload.writeStream.destroy(new Error("secret of the storage"));
          return false;
        };
        return upload;
      });
      const deleted = jest.spyOn(storage, "deleteFiles");

      const failed = await ended((await ask()).id);

      expect(failed).toMatchObject({ state: "failed", file_id: null });
      expect(failed.error).toContain("The file could not be written.");
      expect(JSON.stringify([failed, await notifications()])).not.toContain("secret");
      expect(deleted.mock.calls).toEqual([[key]]);
      await expect(files().getAsBuffer(key)).rejects.toMatchObject({ code: "ENOENT" });
    });

    it("hands a whole file to a storage that takes no streams", async () => {
      await createThree();
      const storage = files();
      jest.spyOn(storage, "getUploadStream").mockImplementation(() => {
        throw new Error("getUploadStream must be overridden by the child class");
      });
      const { createFiles } = storage;
      const handed: CreateFileDTO[] = [];
      jest.spyOn(storage, "createFiles").mockImplementation(async (file: CreateFileDTO) => {
        handed.push(file);
        return await createFiles.call(storage, file);
      });

      const done = await ended((await ask("", { columns: ["first_name"] })).id);

      expect(done).toMatchObject({ state: "completed", row_count: 3 });
      expect(await contentOf(done)).toBe("first_name\nAda\nBob\nCy\n");
      expect(handed).toMatchObject([{ mimeType: "text/csv", access: "private" }]);
    });

    it("completes although the feed cannot be told", async () => {
      jest
        .spyOn(store.container.resolve(Modules.NOTIFICATION), "createNotifications")
        .mockRejectedValue(new Error("no provider"));

      const { id } = await ask();

      expect(await ended(id)).toMatchObject({ state: "completed", download_url: expect.any(String) });
      expect(events).toEqual([{ name: "customer.export.completed", data: { id } }]);
    });
  });

  describe("an export that nobody writes", () => {
    it("is written from its beginning when its process has died, and what that left is deleted", async () => {
      await createThree();
      const left = await files().createFiles({ filename: "left.csv", mimeType: "text/csv", content: "half" });
      await store.sql(
        `insert into customer_export (id, state, format, columns, filters, file_id, run_id, attempts, heartbeat_at)
         values ('cusexp_1', 'running', 'csv', '["email"]', '{}', ?, 'dead', 1, now() - interval '2 minutes')`,
        [left.id],
      );

      await resumeExportWorkflow(store.container).run({ input: { id: "cusexp_1" } });
      const done = await ended("cusexp_1");

      expect(done).toMatchObject({ state: "completed", row_count: 3 });
      expect(await contentOf(done)).toBe("email\nada@x.io\nbob@x.io\ncy@x.io\n");
      await expect(files().getAsBuffer(left.id)).rejects.toMatchObject({ code: "ENOENT" });
      expect(events).toEqual([{ name: "customer.export.completed", data: { id: "cusexp_1" } }]);
    });

    it("is told to have failed when its process has died three times", async () => {
      await store.sql(
        `insert into customer_export (id, state, format, columns, filters, run_id, attempts, heartbeat_at)
         values ('cusexp_1', 'running', 'csv', '["email"]', '{}', 'dead', 3, now() - interval '2 minutes')`,
      );

      await resumeExportWorkflow(store.container).run({ input: { id: "cusexp_1" } });

      expect(await ended("cusexp_1")).toMatchObject({ state: "failed", error: expect.stringContaining("3 times") });
      expect(events).toEqual([{ name: "customer.export.failed", data: { id: "cusexp_1" } }]);
    });
  });

  describe("an export whose time is over", () => {
    const expire = async () => (await expireExportsWorkflow(store.container).run({ input: {} })).result;
    const age = (id: string) => store.sql("update customer_export set expires_at = now() where id = ?", [id]);

    it("loses its file and its link, and is kept as expired; others stay", async () => {
      const [old, young] = [await ended((await ask()).id), await ended((await ask()).id)];
      await age(old.id);

      expect(await expire()).toEqual({ expired: 1, left: 0 });

      expect(await retrieve(old.id)).toMatchObject({ state: "expired", file_id: null, download_url: null });
      await expect(files().getAsBuffer(old.file_id ?? "")).rejects.toMatchObject({ code: "ENOENT" });
      expect(await retrieve(young.id)).toEqual(young);
      expect(await expire()).toEqual({ expired: 0, left: 0 });
    });

    it("stays as it is while its file cannot be deleted, and does not keep others from expiring", async () => {
      const [first, second] = [await ended((await ask()).id), await ended((await ask()).id)];
      await age(first.id);
      await age(second.id);
      const storage = files();
      const { deleteFiles } = storage;
      const spy = jest.spyOn(storage, "deleteFiles").mockImplementation(async (ids: string[] | string) => {
        if (ids === first.file_id) {
          throw new Error("the storage is away");
        }
        await Reflect.apply(deleteFiles, storage, [ids]);
      });

      expect(await expire()).toEqual({ expired: 1, left: 1 });
      expect(await retrieve(first.id)).toMatchObject({ state: "completed", file_id: first.file_id });
      spy.mockRestore();
      expect(await expire()).toEqual({ expired: 1, left: 0 });
    });
  });

  describe("the command customers:export", () => {
    const run = (...args: string[]) => customersExport({ container: store.container, args });
    let folder = "";

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "customers-command-"));
      jest.spyOn(process.stderr, "write").mockReturnValue(true);
    });

    afterEach(async () => {
      await rm(folder, { recursive: true });
    });

    it("writes a file of the customers that match, in the format asked for, and nothing beside it", async () => {
      await createThree();

      await run(join(folder, "all.csv"));
      await run(join(folder, "some.jsonl"), "jsonl", '{"email":"BOB@x.io"}');

      expect(parse(await readFile(join(folder, "all.csv")), { columns: true })).toHaveLength(3);
      const line = JSON.parse(await readFile(join(folder, "some.jsonl"), "utf8"));
      expect(line).toMatchObject({ email: "bob@x.io", addresses: [] });
      expect((await readdir(folder)).sort()).toEqual(["all.csv", "some.jsonl"]);
      expect(jest.mocked(process.stderr.write).mock.calls.join("")).toMatch(/3 customers in [\d.]+ s, \d+ a second/);
    });

    it("says what is wrong with its arguments, and leaves the file that stands there alone", async () => {
      const path = join(folder, "kept.csv");
      await writeFile(path, "kept");
      for (const [args, word] of [
        [[], "Usage"],
        [[path, "csv", "{}", "more"], "Usage"],
        [[path, "xlsx"], '"format"'],
        [[path, "csv", "{"], "not JSON"],
        [[path, "csv", '{"nothing":1}'], "nothing"],
        [[path, "csv", '{"created_at":{"$gt":"no time"}}'], "filters"],
      ] as [string[], string][]) {
        await expect(run(...args)).rejects.toMatchObject({ message: expect.stringContaining(word) });
      }
      expect(await readFile(path, "utf8")).toBe("kept");
      expect(await readdir(folder)).toEqual(["kept.csv"]);
    });
  });

  describe(`GET ${URL} and ${URL}/:id`, () => {
    it("list exports, the newest first, a page at a time", async () => {
      const ids = [];
      for (let n = 0; n < 3; n++) {
        ids.unshift((await ask()).id);
        await ended(ids[0]);
      }

      const { status, data } = await admin.get<ListBody>(`${URL}?limit=2&offset=1`);

      expect([status, data.exports.map(({ id }) => id)]).toEqual([200, ids.slice(1)]);
      expect(data).toMatchObject({ count: 3, limit: 2, offset: 1 });
      for (const query of ["limit=0", "limit=101", "offset=-1", "order=id"]) {
        expect([query, (await admin.get(`${URL}?${query}`)).status]).toEqual([query, 400]);
      }
    });

    it("answer 404 for an export that there is not", async () => {
      expect(await admin.get<ErrorBody>(`${URL}/cusexp_1`)).toMatchObject({
        status: 404,
        data: { message: 'Export with id "cusexp_1" not found' },
      });
    });

    it("give no link to a file that somebody has deleted", async () => {
      const done = await ended((await ask()).id);
      await files().deleteFiles(done.file_id ?? "");

      expect(await retrieve(done.id)).toMatchObject({ state: "completed", download_url: null });
    });

    it("leave core's routes of one customer as they are", async () => {
      const [ada] = await createThree();

      expect(await admin.get(`/admin/customers/${ada.id}`)).toMatchObject({
        status: 200,
        data: { customer: { id: ada.id } },
      });
      expect(await admin.get("/admin/customers/cus_unknown")).toMatchObject({ status: 404 });
      expect(await admin.post(`/admin/customers/${ada.id}`, { first_name: "Augusta" })).toMatchObject({ status: 200 });
    });
  });

  it("refuse who has no token, and who has a customer's, with 401", async () => {
    const storefront = await storefrontClient(store);
    const { client } = await registeredCustomer(store, storefront, "ada@x.io");
    const requests: RequestLine[] = [
      ["POST", URL, {}],
      ["GET", URL],
      ["GET", `${URL}/cusexp_1`],
    ];

    expect(await store.client.statuses(requests)).toEqual(allAnswered(requests, 401));
    expect(await client.statuses(requests)).toEqual(allAnswered(requests, 401));
  });
});
