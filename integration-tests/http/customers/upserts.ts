import type { HttpTypes } from "@medusajs/framework/types";
import { adminClient } from "../../helpers/http/accounts";
import { type ApiClient, allAnswered, type ErrorBody, type RequestLine } from "../../helpers/http/api-client";
import { eventsOf } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";

const BATCH = "/admin/customers/batch";
const URL = `${BATCH}?fields=%2Bexternal_id`;

type Customer = HttpTypes.AdminCustomer & { external_id: string | null };
type Answer = {
  created: Customer[];
  updated: Customer[];
  upserted: { id: string; created: boolean }[];
  deleted: { ids: string[] };
};

export default function customersUpserts(store: Store): void {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
  });

  async function four() {
    const [ada, guest, account, erp] = await store.customers.createCustomers([
      { email: "ada@x.io", first_name: "Ada", phone: "1", metadata: { keep: 1, drop: 1 } },
      { email: "both@x.io", first_name: "Guest" },
      Object.assign({ email: "both@x.io", first_name: "Account" }, { has_account: true }),
      Object.assign({ email: "erp@x.io", first_name: "Erp" }, { external_id: "erp-1" }),
    ]);
    return { ada, guest, account, erp };
  }

  it("finds customers by id, else external_id, else email and kind, updates them, and creates the others", async () => {
    const { ada, guest, account, erp } = await four();

    const { status, data } = await admin.post<Answer>(URL, {
      create: [{ email: "first@x.io" }],
      update: [{ id: guest.id, phone: "7" }],
      upsert: [
        { external_id: "erp-2", email: "new@x.io", first_name: "New" },
        { external_id: "erp-1", email: "moved@x.io" },
        { id: ada.id, external_id: "erp-3", phone: null, metadata: { drop: "", added: true } },
        { email: "BOTH@x.io", last_name: "Registered" },
        { email: "fresh@x.io" },
      ],
    });

    expect(status).toBe(200);
    expect(data).toMatchObject({
      created: [
        { email: "first@x.io" },
        { email: "new@x.io", external_id: "erp-2", has_account: false, first_name: "New" },
        { email: "fresh@x.io", external_id: null },
      ],
      updated: [
        { id: guest.id, phone: "7" },
        { id: erp.id, email: "moved@x.io", external_id: "erp-1", first_name: "Erp", created_by: null },
        { id: ada.id, email: "ada@x.io", external_id: "erp-3", first_name: "Ada", phone: null },
        { id: account.id, last_name: "Registered", first_name: "Account", has_account: true },
      ],
      deleted: { ids: [] },
    });
    expect(data.updated[2].metadata).toEqual({ keep: 1, added: true });
    expect(data.created[1].created_by).toMatch(/^user_/);
    expect(data.upserted).toEqual([
      { id: data.created[1].id, created: true },
      { id: erp.id, created: false },
      { id: ada.id, created: false },
      { id: account.id, created: false },
      { id: data.created[2].id, created: true },
    ]);
    expect(await admin.post(URL, { upsert: [{ email: "both@x.io", has_account: false, phone: "8" }] })).toMatchObject({
      data: { updated: [{ id: guest.id, phone: "8" }], upserted: [{ id: guest.id, created: false }] },
    });
  });

  it("is the same a second time: nothing is created, nothing changes, no event is emitted", async () => {
    const upsert = [
      { external_id: "erp-1", email: "a@x.io", first_name: "A", metadata: { a: 1 } },
      { email: "b@x.io", phone: "1" },
    ];
    await admin.post(URL, { upsert });
    const before = await store.customerTables();

    let answer: Answer | undefined;
    const heard = await eventsOf(store, async () => {
      answer = (await admin.post<Answer>(URL, { upsert })).data;
    });

    expect(answer?.upserted.map(({ created }) => created)).toEqual([false, false]);
    expect(answer?.updated).toMatchObject([{ email: "a@x.io" }, { email: "b@x.io" }]);
    expect(heard).toEqual([]);
    expect(await store.customerTables()).toEqual(before);
  });

  it("emits each customer in core's events", async () => {
    const { ada } = await four();
    let upserted: Answer["upserted"] = [];
    const heard = await eventsOf(store, async () => {
      const upsert = [{ id: ada.id, phone: "2" }, { email: "new@x.io" }];
      upserted = (await admin.post<Answer>(URL, { upsert })).data.upserted;
    });

    expect(heard).toHaveLength(2);
    expect(heard).toEqual(
      expect.arrayContaining([
        { name: "customer.updated", data: { id: ada.id } },
        { name: "customer.created", data: { id: upserted[1].id } },
      ]),
    );
  });

  it("takes a key that the same batch deletes, for a new customer", async () => {
    const { ada, erp } = await four();

    const { data } = await admin.post<Answer>(URL, {
      delete: [ada.id, erp.id],
      upsert: [{ external_id: "erp-1", email: "ada@x.io" }],
    });

    expect(data).toMatchObject({ created: [{ external_id: "erp-1", email: "ada@x.io" }], updated: [] });
  });

  it("refuses an item without a key, one customer twice, or another's key; it names item and field, and stores nothing", async () => {
    const { ada, guest, account, erp } = await four();
    const before = await store.customerTables();
    const fine = { email: "fine@x.io" };
    const refused: [object, string][] = [
      [
        { upsert: [fine, { phone: "1" }] },
        'The field "upsert.1" names no customer; give "id", "external_id" or "email"',
      ],
      [{ upsert: [fine, { email: "Fine@x.io" }] }, '"upsert.1.email" is the same as "upsert.0.email"'],
      [
        { upsert: [{ external_id: "new" }, { external_id: "new", email: "a@x.io" }] },
        '"upsert.1.external_id" is the same as "upsert.0.external_id"',
      ],
      [{ create: [fine], upsert: [fine] }, '"upsert.0.email" is the same as "create.0.email"'],
      [
        { upsert: [{ id: ada.id, phone: "1" }, { email: "ada@x.io" }] },
        'The field "upsert.1.email" means the customer of upsert.0 too',
      ],
      [
        { update: [{ id: erp.id }], upsert: [{ external_id: "erp-1" }] },
        'The field "upsert.0.external_id" means the customer of update.0 too',
      ],
      [{ upsert: [{ id: ada.id }], delete: [ada.id] }, '"upsert.0.id" means one among those to delete'],
      [{ upsert: [{ id: ada.id, email: "erp@x.io" }] }, `"upsert.0.email" belongs to ${erp.id} already`],
      [{ upsert: [{ id: ada.id, external_id: "erp-1" }] }, `"upsert.0.external_id" belongs to ${erp.id} already`],
      [{ upsert: [{ email: "erp@x.io", external_id: "erp-9" }] }, `"upsert.0.external_id" is not that of ${erp.id}`],
      [{ upsert: [{ id: guest.id, has_account: true }] }, `"upsert.0.has_account" is not that of ${guest.id}`],
      [{ upsert: [{ id: account.id, has_account: false }] }, `"upsert.0.has_account" is not that of ${account.id}`],
      [{ upsert: [{ email: "unknown@x.io", has_account: true }] }, '"upsert.0.has_account" asks for an account'],
      [{ upsert: [{ email: "unknown" }] }, '"upsert.0.email": is not an email address'],
      [{ upsert: [{ email: "a@x.io", created_by: "user_1" }] }, "created_by"],
    ];

    for (const [body, message] of refused) {
      const { status, data } = await admin.post<ErrorBody>(URL, body);
      expect({ status, message: data.message }).toEqual({ status: 400, message: expect.stringContaining(message) });
    }
    const wrong: RequestLine[] = [
      ["POST", BATCH, { upsert: {} }],
      ["POST", BATCH, { upsert: [{ id: "" }] }],
      ["POST", BATCH, { upsert: Array.from({ length: 1_001 }, (_, n) => ({ email: `n${n}@x.io` })) }],
      ["POST", BATCH, { create: [fine], upsert: Array.from({ length: 1_000 }, (_, n) => ({ email: `n${n}@x.io` })) }],
    ];
    expect(await admin.statuses(wrong)).toEqual(allAnswered(wrong, 400));
    const unknown: RequestLine[] = [["POST", BATCH, { upsert: [fine, { id: "cus_unknown" }] }]];
    expect(await admin.statuses(unknown)).toEqual(allAnswered(unknown, 404));
    expect(await store.customerTables()).toEqual(before);
  });
}
