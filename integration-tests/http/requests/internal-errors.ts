import { Modules } from "@medusajs/framework/utils";
import { differences, readAllRows } from "../../helpers/databases/database-rows";
import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient, ErrorBody } from "../../helpers/http/api-client";
import { type Catalogue, createCatalogue } from "../../helpers/http/catalogue";
import { registrants } from "../../helpers/http/registration";
import type { Store } from "../../helpers/stores/store";

type Caller = "admin" | "storefront" | "me" | "newcomer";

/** Who asks, how, and the word that the answer has to name; a status other than 400 where core has one for it. */
type Case = { by: Caller; method?: "GET" | "POST" | "DELETE"; path: string; body?: unknown; names: RegExp };

/** JSON text: an own `toString` that is no function breaks whatever prints the object. */
const UNPRINTABLE = { toString: 1 };

const PATHS: Case[] = ["%", "%FF", "%E0%A4%A", "%ED%A0%80", "cus_%", "%00"].flatMap((part) => [
  ...[
    "/admin/customers/X",
    "/admin/customers/X/addresses",
    "/admin/customers/cus_1/addresses/X",
    "/admin/customer-groups/X",
  ].map((path): Case => ({ by: "admin", path: path.replace("X", part), names: /path/ })),
  { by: "admin", method: "POST", path: `/admin/customers/${part}`, body: {}, names: /path/ },
  { by: "admin", method: "DELETE", path: `/admin/customers/${part}`, names: /path/ },
  { by: "admin", path: `/ADMIN/Customers/${part}`, names: /path/ },
  { by: "admin", path: `/admin/customers/exports/${part}`, names: /path/ },
  { by: "me", path: `/store/customers/me/addresses/${part}`, names: /path/ },
  { by: "me", method: "DELETE", path: `/store/customers/me/logins/${part}`, body: {}, names: /path/ },
  { by: "storefront", path: `/store/carts/${part}`, names: /path/ },
  { by: "storefront", method: "POST", path: `/store/carts/${part}`, body: { email: "a@x.io" }, names: /path/ },
  { by: "storefront", method: "POST", path: `/store/carts/${part}/line-items`, body: {}, names: /path/ },
  { by: "storefront", method: "POST", path: `/auth/customer/${part}`, body: {}, names: /path/ },
]);

const post = (by: Caller, path: string, body: unknown, names: RegExp): Case => ({
  by,
  method: "POST",
  path,
  body,
  names,
});

const BODIES: Case[] = [
  post("storefront", "/store/customers/email/approve", { token: UNPRINTABLE }, /token/),
  post("storefront", "/store/customers/email/confirm", { token: UNPRINTABLE }, /token/),
  post("storefront", "/store/customers/invitations/accept", { token: UNPRINTABLE, password: "12345678" }, /token/),
  post("storefront", "/store/customers/invitations/accept", { token: "x", password: [UNPRINTABLE] }, /password/),
  post("storefront", "/store/carts", { region_id: UNPRINTABLE }, /region_id/),
  post("storefront", "/store/carts", { region_id: "\u0000" }, /region_id/),
  post("storefront", "/auth/verification/confirm", { code: UNPRINTABLE }, /code/),
  post("newcomer", "/store/customers", { first_name: UNPRINTABLE }, /first_name/),
  post("me", "/store/customers/me/email/confirm", { token: UNPRINTABLE }, /token/),
  post("me", "/store/customers/me/logins", { token: UNPRINTABLE }, /token/),
  {
    by: "me",
    method: "DELETE",
    path: "/store/customers/me/logins/x",
    body: { password: UNPRINTABLE },
    names: /password/,
  },
  post("admin", "/admin/customers", { first_name: UNPRINTABLE }, /first_name/),
  post("admin", "/admin/customers", { first_name: [[UNPRINTABLE]] }, /first_name/),
  post("admin", "/admin/customers/cus_1/addresses", { city: UNPRINTABLE }, /city/),
  post("admin", "/admin/customers/cus_1/customer-groups", { add: [UNPRINTABLE] }, /add/),
  post("admin", "/admin/customers/cus_1/email", { email: UNPRINTABLE }, /email/),
  post("admin", "/admin/customer-groups", { name: UNPRINTABLE }, /name/),
  post("admin", "/admin/customers/imports", { file_id: UNPRINTABLE }, /file_id/),
  post("admin", "/admin/customers/merge", { customer_ids: UNPRINTABLE }, /customer_ids/),
  post("admin", "/admin/customers/merge/preview", { customer_ids: [UNPRINTABLE, UNPRINTABLE] }, /customer_ids/),
  post("admin", "/admin/customers/exports", { format: UNPRINTABLE }, /format/),
  post("admin", "/admin/customers/exports", { filters: { $or: [{ q: "x" }] } }, /\$or\.0\.q/),
  post("admin", "/admin/customers/exports", { filters: { $and: [{ q: "x" }] } }, /\$and\.0\.q/),
  post(
    "admin",
    "/admin/customer-groups/GROUP/customers/batch",
    { add: { filter: { $and: [{ q: "x" }] } } },
    /\$and\.0\.q/,
  ),
  post("storefront", "/store/carts/cart_1/line-items", { metadata: { hasOwnProperty: 1 } }, /hasOwnProperty/),
  post("storefront", "/store/carts/cart_1", { metadata: { a: [null] } }, /metadata\.a\.0/),
  post("storefront", "/store/carts/cart_1", { billing_address: { metadata: { a: [null] } } }, /metadata\.a\.0/),
  post("storefront", "/auth/verification/confirm", { code: "x", code_provider: "nope" }, /code_provider/),
  post("me", "/auth/mfa/factors", { provider: "nope" }, /"provider"/),
  post("me", "/auth/mfa/factors", { provider: "recovery_code" }, /"provider"/),
  post("storefront", "/auth/verification/confirm", { code: "\u0000" }, /code/),
  post("storefront", "/auth/verification/confirm", { code: "x", code_provider: "\u0000" }, /code_provider/),
];

const read = (path: string, names: RegExp): Case => ({ by: "admin", path, names });

const FILTERS: Case[] = [
  ...["/admin/customers", "/admin/customers/cursor"].flatMap((path) => [
    read(`${path}?$or[0][q]=x`, /\$or\.0\.q/),
    read(`${path}?$and[0][q]=x`, /\$and\.0\.q/),
    read(`${path}?created_at[$gte]=x`, /filter/),
    read(`${path}?created_at=%E0%A4%A`, /filter/),
    read(`${path}?deleted_at=__proto__`, /filter/),
    read(`${path}?deleted_at[$ne]=TRUE`, /filter/),
    read(`${path}?created_at[$in][]=NaN`, /filter/),
    read(`${path}?id[$re]=(a{1,255}){1,255}`, /filter/),
    read(`${path}?groups[created_at][$gt]=1e309`, /filter/),
    read(`${path}?order=nonsense`, /order/),
    read(`${path}?order=%2Bid`, /order/),
    read(`${path}?limit=-1`, /limit/),
  ]),
  read("/admin/customers?order=addresses.nonsense", /order/),
  read("/admin/customer-groups?a.b.c=x", /a\.b\.c/),
  read("/admin/customers/CUSTOMER/addresses?order=nonsense", /order/),
  read("/admin/customer-groups?order=nonsense", /order/),
  read("/admin/customer-groups?$or[0][q]=x", /\$or\.0\.q/),
  read("/admin/customer-groups?updated_at[$lt]=$ne", /filter/),
  read("/admin/customer-groups?customers[created_at][$gt]=1e309", /filter/),
  ...["/admin/customers", "/admin/customers/CUSTOMER/addresses", "/admin/customer-groups"].flatMap((path) => [
    read(`${path}?limit=-1`, /limit/),
    read(`${path}?offset=-1`, /offset/),
    read(`${path}?offset=99999999999999999999`, /offset/),
  ]),
];

export default function internalErrors(store: Store): void {
  let catalogue: Catalogue;
  let callers: Record<Caller, ApiClient>;
  let ids: { customer: string; group: string };

  beforeEach(async () => {
    catalogue = await createCatalogue(store);
    const storefront = await storefrontClient(store, catalogue.salesChannelId);
    const { customer, client: me } = await registeredCustomer(store, storefront, "ada@x.io");
    const [{ client: newcomer }] = await registrants(store, storefront, 1);
    const group = await store.customers.createCustomerGroups({ name: "Wholesale" });
    callers = { admin: await adminClient(store), storefront, me, newcomer };
    ids = { customer: customer.id, group: group.id };
  });

  /** Every case that is not answered with 400 and the field's name. */
  async function wrongAnswers(cases: readonly Case[]): Promise<object[]> {
    const answers = cases.map(async ({ by, method = "GET", path, body, names }) => {
      const url = path.replace("CUSTOMER", ids.customer).replace("GROUP", ids.group);
      const { status, data } = await callers[by].send<ErrorBody>(method, url, body);
      const isRight = status === 400 && data.type === "invalid_data" && names.test(data.message);
      return isRight ? [] : [{ method, path, body, status, data }];
    });
    return (await Promise.all(answers)).flat();
  }

  it.each([
    ["a path that does not decode, or holds NUL", PATHS],
    ["a body with text that cannot be printed or stored, or with unknown names", BODIES],
    ["a filter, an order or a page that the database cannot read", FILTERS],
  ])("%s is answered with 400 that names it, and nothing is stored", async (_, cases) => {
    const before = await store.customerTables();
    expect(await wrongAnswers(cases)).toEqual([]);
    expect(await store.customerTables()).toEqual(before);
    expect(await store.sql("select id from customer_export")).toEqual([]);
  });

  it("metadata is stored as it is sent, whatever its names", async () => {
    const metadata = { toString: 1, valueOf: "x", nested: { toString: { a: [1] } } };
    const created = await callers.admin.post<{ customer: object }>("/admin/customers", { email: "new@x.io", metadata });
    expect([created.status, created.data]).toEqual([200, { customer: expect.objectContaining({ metadata }) }]);
    const batch = { create: [{ email: "other@x.io", metadata }] };
    const { status, data } = await callers.admin.post<{ created: object[] }>("/admin/customers/batch", batch);
    expect([status, data.created]).toEqual([200, [expect.objectContaining({ metadata })]]);
  });

  it("promotions of an unknown cart are answered with 404", async () => {
    const answer = await callers.storefront.post<ErrorBody>("/store/carts/none/promotions", { promo_codes: [] });
    expect(answer).toEqual({
      status: 404,
      data: expect.objectContaining({ message: 'Cart with id "none" not found' }),
    });
  });

  it("a country for a cart without a region is answered with 400 that asks for the region, and nothing is stored", async () => {
    const cart = await store.container.resolve(Modules.CART).createCarts({ currency_code: "eur" });
    const before = await readAllRows(store);
    for (const region_id of [undefined, ""]) {
      const body = { region_id, email: "new@x.io", shipping_address: { country_code: "fr" } };
      const { status, data } = await callers.storefront.post<ErrorBody>(`/store/carts/${cart.id}`, body);
      expect([status, data.type, data.message]).toEqual([400, "invalid_data", expect.stringContaining("region_id")]);
    }
    expect(differences(before, await readAllRows(store))).toEqual([]);
  });

  it("a second registration with the token of one login is answered with 400", async () => {
    const register = (email: string) => callers.newcomer.post<ErrorBody>("/store/customers", { email });
    expect((await register("first@x.io")).status).toBe(200);
    const { status, data } = await register("second@x.io");
    expect([status, data.message]).toEqual([400, "Request already authenticated as a customer."]);
  });

  it("ten equal updates of one cart at once are all answered with 200", async () => {
    const cart = await callers.storefront.post<{ cart: { id: string } }>("/store/carts", {
      region_id: catalogue.regionId,
    });
    const path = `/store/carts/${cart.data.cart.id}`;
    const update = () => callers.storefront.post(path, { email: "new@x.io" });
    const statuses = (await Promise.all(Array.from({ length: 10 }, update))).map(({ status }) => status);
    expect(statuses).toEqual(Array(10).fill(200));
  });

  it("ten deletions of an unknown customer at once take no lock", async () => {
    const locking = store.container.resolve("locking");
    const acquire = jest.spyOn(locking, "acquire");
    const remove = () => callers.admin.delete("/admin/customers/cus_none");
    const statuses = (await Promise.all(Array.from({ length: 10 }, remove))).map(({ status }) => status);
    expect(statuses).toEqual(Array(10).fill(200));
    expect(acquire.mock.calls).toEqual([]);
  });
}
