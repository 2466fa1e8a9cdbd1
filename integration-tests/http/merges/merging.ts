import { Modules } from "@medusajs/framework/utils";
import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient, ErrorBody } from "../../helpers/http/api-client";
import { createCatalogue } from "../../helpers/http/catalogue";
import { createAccountHolder, createLogin, createTwoCustomers } from "../../helpers/http/two-customers";
import { onMerge, removeMergeHooks } from "../../helpers/merges/merge-hooks";
import type { Store } from "../../helpers/stores/store";
import { race, times } from "../../helpers/timing/race";

const URL = "/admin/customers/merge";

type Preview = {
  preview: {
    plan: { survivor_id: string; merged_id: string; addresses: { moved: string[] } } | null;
    moves: {
      orders: number;
      order_transfers: number;
      carts: number;
      auth_identity_ids: string[];
      account_holder_ids: string[];
    };
    blockers: { code: string; message: string }[];
  };
};
type Merged = { customer: { id: string; last_name: string; addresses: { id: string }[] }; merged_id: string };

export default function mergesMerging(store: Store): void {
  let admin: ApiClient;

  afterEach(removeMergeHooks);
  beforeEach(async () => {
    admin = await adminClient(store);
  });

  const codes = async (body: object) => {
    const { data } = await admin.post<Preview>(`${URL}/preview`, body);
    return data.preview.blockers.map(({ code }) => code);
  };

  it("the preview lists what moves in every module and writes nothing; the merge then does it", async () => {
    const { registered, guest, orderId, cartId } = await createTwoCustomers(store, "one");
    const login = await createLogin(store, guest.id, { provider: "emailpass", entity_id: "ada@x.io" });
    const body = { customer_ids: [guest.id, registered.id] };
    const before = await store.customerTables();

    const { status, data } = await admin.post<Preview>(`${URL}/preview`, body);

    expect(status).toBe(200);
    expect(await store.customerTables()).toEqual(before);
    expect(data.preview).toMatchObject({
      plan: { survivor_id: registered.id, merged_id: guest.id },
      moves: {
        orders: 1,
        order_transfers: 1,
        carts: 1,
        auth_identity_ids: [login],
        account_holder_ids: [expect.any(String)],
      },
      blockers: [],
    });

    const merged = await admin.post<Merged>(`${URL}?fields=id,last_name,*addresses`, body);

    expect(merged).toMatchObject({
      status: 200,
      data: { customer: { id: registered.id, last_name: "Lovelace" }, merged_id: guest.id },
    });
    expect(merged.data.customer.addresses).toHaveLength(2);
    const owners = await store.sql<{ customer_id: string }>(
      `select customer_id from "order" where id = ? union all select customer_id from cart where id = ?
       union all select app_metadata ->> 'customer_id' from auth_identity where id = ?
       union all select customer_id from customer_account_holder where deleted_at is null`,
      [orderId, cartId, login],
    );
    expect(owners.map(({ customer_id }) => customer_id)).toEqual(Array(4).fill(registered.id));
    const completed = await store.sql("select 1 from cart where customer_id = ?", [guest.id]);
    expect(completed).toHaveLength(1);
    const merges = await store.sql("select kind, created_by, completed_at is not null as done from customer_merge");
    expect(merges).toEqual([{ kind: "merge", created_by: expect.stringMatching(/^user_/), done: true }]);
  });

  it("the merged id is answered with 404 that names to admins where everything is now; other ids as before", async () => {
    const { registered, guest } = await createTwoCustomers(store, "one");
    await admin.post(URL, { customer_ids: [guest.id, registered.id] });

    const notFound = {
      status: 404,
      data: { message: expect.stringContaining(`merged into customer "${registered.id}"`) },
    };
    expect(await admin.get(`/admin/customers/${guest.id}`)).toMatchObject(notFound);
    expect(await admin.post(`/admin/customers/${guest.id}`, { first_name: "X" })).toMatchObject(notFound);
    expect(await admin.get(`/admin/customers/${registered.id}`)).toMatchObject({ status: 200 });
    expect(await admin.get("/admin/customers/cus_unknown")).toMatchObject({
      status: 404,
      data: { type: "not_found", message: "Customer with id: cus_unknown not found" },
    });
  });

  it("no store route returns the survivor's id to the token of the merged customer", async () => {
    const { salesChannelId, regionId } = await createCatalogue(store);
    const storefront = await storefrontClient(store, salesChannelId);
    const { customer, client } = await registeredCustomer(store, storefront, "old@x.io");
    const { customer: survivor } = await registeredCustomer(store, storefront, "new@x.io");
    const body = { customer_ids: [customer.id, survivor.id], survivor_id: survivor.id };
    expect(await admin.post(URL, body)).toMatchObject({ status: 200 });

    const answers = [
      await client.get<ErrorBody>("/store/customers/me"),
      await client.post<ErrorBody>("/store/carts", { region_id: regionId }),
      await client.post<ErrorBody>("/store/carts", { region_id: regionId, email: "old@x.io" }),
      await client.post<ErrorBody>("/store/customers/me", { first_name: "X" }),
    ];
    expect(answers.map(({ data }) => JSON.stringify(data)).filter((text) => text.includes(survivor.id))).toEqual([]);
    // Core's own answer to an update of a deleted customer: no customer was updated.
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 200]);
  });

  it("two logins stop a merge unless both are to be kept; then both lead to the survivor", async () => {
    const { registered, guest } = await createTwoCustomers(store, "one");
    await createLogin(store, guest.id, { provider: "emailpass", entity_id: "one@x.io" });
    await createLogin(store, registered.id, { provider: "emailpass", entity_id: "two@x.io" });
    const body = { customer_ids: [guest.id, registered.id] };

    expect(await codes(body)).toEqual(["two_logins"]);
    expect(await admin.post(URL, body)).toMatchObject({
      status: 400,
      data: { type: "not_allowed", message: expect.stringContaining("keep_logins") },
    });
    expect(await admin.post(URL, { ...body, keep_logins: true })).toMatchObject({ status: 200 });

    const identities = await store.container
      .resolve(Modules.AUTH)
      .listAuthIdentities({ app_metadata: { customer_id: registered.id } });
    expect(identities).toHaveLength(2);
  });

  it("account holders at one provider stop a merge, and so do unknown, deleted and merged customers", async () => {
    const { registered, guest } = await createTwoCustomers(store, "one");
    const { registered: third } = await createTwoCustomers(store, "two");
    const customer_ids = [guest.id, registered.id];
    await createAccountHolder(store, registered.id, "pp_system_default");

    expect(await codes({ customer_ids })).toEqual(["account_holders"]);
    expect(await admin.post(URL, { customer_ids })).toMatchObject({
      status: 400,
      data: { message: expect.stringContaining("pp_system_default") },
    });
    expect(await codes({ customer_ids: [guest.id, "cus_unknown"] })).toEqual(["not_found"]);
    expect(await codes({ customer_ids: [guest.id, guest.id] })).toEqual(["same_customer"]);
    expect(await admin.post(URL, { customer_ids: [guest.id, "cus_unknown"] })).toMatchObject({ status: 404 });
    expect(await admin.post(URL, { customer_ids: [guest.id, third.id] })).toMatchObject({ status: 200 });
    expect(await codes({ customer_ids })).toEqual(["merged_already"]);
    expect(await admin.post(URL, { customer_ids })).toMatchObject({
      status: 400,
      data: { message: expect.stringContaining(third.id) },
    });
  });

  it("a merge that was broken off with its process is ended by asking for it again", async () => {
    const { registered, guest, orderId } = await createTwoCustomers(store, "one");
    const body = { customer_ids: [guest.id, registered.id] };
    await store.customers.merges.merge(body);
    expect(await admin.post(URL, body)).toMatchObject({ status: 400 });
    await store.sql("update customer_merge set heartbeat_at = now() - interval '6 minutes'");

    expect(await admin.post(URL, body)).toMatchObject({ status: 200, data: { merged_id: guest.id } });

    const [order] = await store.sql<{ customer_id: string }>(`select customer_id from "order" where id = ?`, [orderId]);
    expect(order.customer_id).toBe(registered.id);
    expect(await store.sql("select 1 from customer_merge where completed_at is not null")).toHaveLength(1);
  });

  it("50 at once: one merges, the others are refused with a reason, everything has moved once", async () => {
    const { registered, guest, orderId } = await createTwoCustomers(store, "one");
    const [{ name }] = await store.sql<{ name: string }>("select current_database() as name");

    const { fulfilled } = await race(
      { database: name, tables: ["customer"], connections: 10 },
      times(50, () => admin.post<ErrorBody>(URL, { customer_ids: [guest.id, registered.id] })),
    );

    const refused = fulfilled.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(49);
    for (const { status, data } of refused) {
      expect({ status, message: data.message }).toEqual({
        status: 400,
        message: expect.stringMatching(/is in progress|was merged into/),
      });
    }
    const [order] = await store.sql<{ customer_id: string }>(`select customer_id from "order" where id = ?`, [orderId]);
    expect(order.customer_id).toBe(registered.id);
    expect(await store.customers.listCustomerAddresses({ customer_id: registered.id })).toHaveLength(2);
    expect(await store.sql("select 1 from customer_merge")).toHaveLength(1);
  });

  it("refuses wrong bodies with 400 and names the field", async () => {
    const { registered, guest } = await createTwoCustomers(store, "one");
    const customer_ids = [guest.id, registered.id];
    const before = await store.customerTables();

    for (const [body, field] of [
      [{}, "customer_ids"],
      [{ customer_ids: [guest.id] }, "customer_ids"],
      [{ customer_ids: [guest.id, registered.id, "cus_3"] }, "customer_ids"],
      [{ customer_ids: [guest.id, ""] }, "customer_ids"],
      [{ customer_ids: [guest.id, { $ne: null }] }, "customer_ids"],
      [{ customer_ids: [guest.id, "x".repeat(101)] }, "customer_ids"],
      [{ customer_ids: [guest.id, "\u0000"] }, "customer_ids"],
      [{ customer_ids, survivor_id: "cus_3" }, "survivor_id"],
      [{ customer_ids, fields: { email: "cus_3" } }, "fields.email"],
      [{ customer_ids, fields: { id: "merged" } }, "id"],
      [{ customer_ids, keep_logins: "yes" }, "keep_logins"],
      [{ customer_ids, kind: "claim" }, "kind"],
      [{ customer_ids, expected_email: "x" }, "expected_email"],
    ] as const) {
      for (const url of [URL, `${URL}/preview`]) {
        const { status, data } = await admin.post<ErrorBody>(url, body);
        expect({ body, status, type: data.type }).toEqual({ body, status: 400, type: "invalid_data" });
        expect(data.message).toContain(field);
      }
    }
    expect(await store.customerTables()).toEqual(before);
  });

  it("refuses who has no token, and who has a customer's, with 401, and merges nothing", async () => {
    const { registered, guest } = await createTwoCustomers(store, "one");
    const { client } = await registeredCustomer(store, await storefrontClient(store), "eve@x.io");
    const body = { customer_ids: [guest.id, registered.id] };

    for (const url of [URL, `${URL}/preview`]) {
      expect(await store.client.post(url, body)).toMatchObject({ status: 401 });
      expect(await client.post(url, body)).toMatchObject({ status: 401 });
    }
    expect(await store.customers.listCustomers({ id: body.customer_ids })).toHaveLength(2);
  });

  it("additional_data reaches the validate hook, which can refuse before anything is written", async () => {
    const { registered, guest } = await createTwoCustomers(store, "one");
    const seen: unknown[] = [];
    onMerge({
      validate: async ({ merged_id, additional_data }) => {
        seen.push(merged_id, additional_data);
        throw new Error("The shop refuses.");
      },
    });
    const before = await store.customerTables();

    const { status } = await admin.post(URL, {
      customer_ids: [guest.id, registered.id],
      additional_data: { reason: "asked for" },
    });

    expect(status).toBe(500);
    expect(seen).toEqual([guest.id, { reason: "asked for" }]);
    expect(await store.customerTables()).toEqual(before);
  });
}
