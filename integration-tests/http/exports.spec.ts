import type { CreateFileDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { parse } from "csv-parse/sync";
import { createThree, EXPORTS_URL, type Export, ExportClient } from "../helpers/exports/export-client";
import { registeredCustomer, storefrontClient } from "../helpers/http/accounts";
import { allAnswered, type ErrorBody, type RequestLine } from "../helpers/http/api-client";
import { describeStore, type Store } from "../helpers/stores/store";

// as: the store runs this plugin's service; its type is the contract's.
const resolveOurs = (store: Store) => store.customers;

type ListBody = { exports: Export[]; count: number; limit: number; offset: number };

describeStore((store) => {
  const exportClient = new ExportClient(store);
  beforeEach(() => exportClient.open());
  afterEach(() => exportClient.close());

  describe(`POST ${EXPORTS_URL}`, () => {
    it("writes all customers to a CSV in the background, and names it in an event and the feed", async () => {
      const [ada, bob, cy] = await createThree(store);

      const asked = await exportClient.ask();
      const done = await exportClient.ended(asked.id);

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
      const rows = parse<Record<string, string>>(await exportClient.contentOf(done), { columns: true });
      expect(rows.map(({ id }) => id)).toEqual([ada.id, bob.id, cy.id]);
      expect(rows[0]).toMatchObject({ phone: "'+31 6", created_by: "'=1+1", address_1_city: "Paris" });
      expect(rows[1]).toMatchObject({ company_name: 'A "B", C', created_at: new Date(bob.created_at).toISOString() });
      expect(exportClient.events).toEqual([{ name: "customer.export.completed", data: { id: asked.id } }]);
      expect(await exportClient.notifications()).toMatchObject([
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
      await createThree(store);

      const done = await exportClient.ended(
        (await exportClient.ask("", { format: "jsonl", columns: ["email", "phone"] })).id,
      );

      expect(await exportClient.contentOf(done)).toBe(
        '{"email":"ada@x.io","phone":"+31 6"}\n{"email":"bob@x.io","phone":null}\n{"email":"cy@x.io","phone":null}\n',
      );
      expect(done).toMatchObject({ format: "jsonl", columns: ["email", "phone"] });
    });

    it("takes the list's filters, in the query as the list has them or in the body: whom the list shows is exported", async () => {
      const [ada, bob] = await createThree(store);
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
        const { data } = await exportClient.admin.get<{ customers: { id: string }[] }>(
          `/admin/customers?order=id&${query}`,
        );
        for (const asked of [
          await exportClient.ask(`?${query}`, { columns: ["id"] }),
          await exportClient.ask("", { columns: ["id"], filters }),
        ]) {
          const lines = (await exportClient.contentOf(await exportClient.ended(asked.id))).trim().split("\n");
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
        const { status, data } = await exportClient.admin.post<ErrorBody>(`${EXPORTS_URL}${query}`, body);
        expect([query, body, status, data.message]).toEqual([query, body, 400, expect.stringContaining(word)]);
      }
      expect((await exportClient.admin.get<ListBody>(EXPORTS_URL)).data).toMatchObject({ count: 0 });
    });

    it("fails with the reason when a CSV cannot hold the addresses of a customer: event, feed, no file", async () => {
      const [ada] = await createThree(store);
      await store.customers.createCustomerAddresses(Array.from({ length: 51 }, () => ({ customer_id: ada.id })));

      const failed = await exportClient.ended((await exportClient.ask()).id);

      expect(failed).toMatchObject({ state: "failed", file_id: null, download_url: null, row_count: 0 });
      expect(failed.error).toContain("52 addresses");
      expect(exportClient.events).toEqual([{ name: "customer.export.failed", data: { id: failed.id } }]);
      const [{ data }] = await exportClient.notifications();
      expect(data).toEqual({ title: "Customer export", description: `Customer export failed. ${failed.error}` });
    });

    it("fails without repeating what the file storage says when that breaks in the middle; the file is deleted", async () => {
      await createThree(store);
      const storage = exportClient.files;
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

      const failed = await exportClient.ended((await exportClient.ask()).id);

      expect(failed).toMatchObject({ state: "failed", file_id: null });
      expect(failed.error).toContain("The file could not be written.");
      expect(JSON.stringify([failed, await exportClient.notifications()])).not.toContain("secret");
      expect(deleted.mock.calls).toEqual([[key]]);
      await expect(exportClient.files.getAsBuffer(key)).rejects.toMatchObject({ code: "ENOENT" });
    });

    it("fails, and waits for nothing, when the database is away while the file is opened; the file is deleted", async () => {
      const service = resolveOurs(store);
      jest.spyOn(service.exports, "noteFile").mockRejectedValueOnce(new Error("connection lost"));
      const deleted = jest.spyOn(exportClient.files, "deleteFiles");

      const failed = await exportClient.ended((await exportClient.ask()).id);

      expect(failed).toMatchObject({ state: "failed", file_id: null });
      expect(deleted).toHaveBeenCalledTimes(1);
      await expect(exportClient.files.getAsBuffer(String(deleted.mock.calls[0][0]))).rejects.toMatchObject({
        code: "ENOENT",
      });
    });

    it("hands a whole file to a storage that takes no streams", async () => {
      await createThree(store);
      const storage = exportClient.files;
      jest.spyOn(storage, "getUploadStream").mockImplementation(() => {
        throw new Error("getUploadStream must be overridden by the child class");
      });
      const { createFiles } = storage;
      const handed: CreateFileDTO[] = [];
      jest.spyOn(storage, "createFiles").mockImplementation(async (file: CreateFileDTO) => {
        handed.push(file);
        return await createFiles.call(storage, file);
      });

      const done = await exportClient.ended((await exportClient.ask("", { columns: ["first_name"] })).id);

      expect(done).toMatchObject({ state: "completed", row_count: 3 });
      expect(await exportClient.contentOf(done)).toBe("first_name\nAda\nBob\nCy\n");
      expect(handed).toMatchObject([{ mimeType: "text/csv", access: "private" }]);
    });

    it("completes although the notification of the feed fails", async () => {
      jest
        .spyOn(store.container.resolve(Modules.NOTIFICATION), "createNotifications")
        .mockRejectedValue(new Error("no provider"));

      const { id } = await exportClient.ask();

      expect(await exportClient.ended(id)).toMatchObject({ state: "completed", download_url: expect.any(String) });
      expect(exportClient.events).toEqual([{ name: "customer.export.completed", data: { id } }]);
    });
  });

  describe(`GET ${EXPORTS_URL} and ${EXPORTS_URL}/:id`, () => {
    it("list exports, the newest first, a page at a time", async () => {
      const ids = [];
      for (let n = 0; n < 3; n++) {
        ids.unshift((await exportClient.ask()).id);
        await exportClient.ended(ids[0]);
      }

      const { status, data } = await exportClient.admin.get<ListBody>(`${EXPORTS_URL}?limit=2&offset=1`);

      expect([status, data.exports.map(({ id }) => id)]).toEqual([200, ids.slice(1)]);
      expect(data).toMatchObject({ count: 3, limit: 2, offset: 1 });
      for (const query of ["limit=0", "limit=101", "offset=-1", "order=id"]) {
        expect([query, (await exportClient.admin.get(`${EXPORTS_URL}?${query}`)).status]).toEqual([query, 400]);
      }
    });

    it("answer 404 for an export that there is not", async () => {
      expect(await exportClient.admin.get<ErrorBody>(`${EXPORTS_URL}/cusexp_1`)).toMatchObject({
        status: 404,
        data: { message: 'Export with id "cusexp_1" not found' },
      });
    });

    it("give no link to a deleted file", async () => {
      const done = await exportClient.ended((await exportClient.ask()).id);
      await exportClient.files.deleteFiles(done.file_id ?? "");

      expect(await exportClient.retrieve(done.id)).toMatchObject({ state: "completed", download_url: null });
    });

    it("leave core's routes of one customer as they are", async () => {
      const [ada] = await createThree(store);

      expect(await exportClient.admin.get(`/admin/customers/${ada.id}`)).toMatchObject({
        status: 200,
        data: { customer: { id: ada.id } },
      });
      expect(await exportClient.admin.get("/admin/customers/cus_unknown")).toMatchObject({ status: 404 });
      expect(await exportClient.admin.post(`/admin/customers/${ada.id}`, { first_name: "Augusta" })).toMatchObject({
        status: 200,
      });
    });
  });

  it("refuse who has no token, and who has a customer's, with 401", async () => {
    const storefront = await storefrontClient(store);
    const { client } = await registeredCustomer(store, storefront, "ada@x.io");
    const requests: RequestLine[] = [
      ["POST", EXPORTS_URL, {}],
      ["GET", EXPORTS_URL],
      ["GET", `${EXPORTS_URL}/cusexp_1`],
    ];

    expect(await store.client.statuses(requests)).toEqual(allAnswered(requests, 401));
    expect(await client.statuses(requests)).toEqual(allAnswered(requests, 401));
  });
});
