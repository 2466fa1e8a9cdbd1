import { adminClient, registeredCustomer, storefrontClient } from "../helpers/http/accounts";
import type { ApiClient, ErrorBody } from "../helpers/http/api-client";
import { decodingsOf } from "../helpers/imports/decodings";
import { describeStore } from "../helpers/stores/store";

const URL = "/admin/customers/duplicates";

type Group = {
  reason: string;
  score: number;
  customers: { id: string; email: string | null; has_account: boolean; created_at: string }[];
  advice: string;
};
type Body = { duplicates: Group[]; next: string | null };

describeStore((store) => {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
  });

  /** Rows as core's module lets them register, and guests beside them: four groups. */
  async function candidates(): Promise<void> {
    await store.sql(`
      insert into customer (id, email, has_account, phone, created_at, deleted_at) values
        ('cus_1', 'ada@x.io', true, null, '2026-01-01Z', null), ('cus_2', 'Ada@x.io', true, null, '2026-01-02Z', null),
        ('cus_3', 'bob@x.io', true, null, '2026-01-03Z', null), ('cus_4', 'bob@x.io', false, null, '2026-01-04Z', null),
        ('cus_5', null, false, '+31 6 12345678', '2026-01-05Z', null), ('cus_6', null, false, '0031612345678', '2026-01-06Z', null),
        ('cus_7', null, false, null, '2026-01-07Z', null), ('cus_8', null, false, null, '2026-01-08Z', null),
        ('cus_9', 'ADA@X.IO', true, '+31612345678', '2026-01-09Z', now())`);
    await store.sql(`
      insert into customer_address (id, customer_id, first_name, last_name, postal_code, address_1) values
        ('cuaddr_7', 'cus_7', 'Ada', 'Lovelace', '1234 AB', 'Main St. 5'),
        ('cuaddr_8', 'cus_8', 'ADA', 'Lovelace', '1234ab', 'Main St 5')`);
  }

  const group = (reason: string, score: number, ids: string[]) => ({
    reason,
    score,
    customers: ids.map((id) => expect.objectContaining({ id })),
    advice: expect.any(String),
  });

  const EMAILS = [group("email", 0.95, ["cus_1", "cus_2"]), group("email", 1, ["cus_3", "cus_4"])];
  const PHONES = [group("phone", 0.8, ["cus_5", "cus_6"])];
  const ADDRESSES = [group("name_and_address", 0.7, ["cus_7", "cus_8"])];

  it("lists live customers who may be one person, with the reason, a score, and what to do", async () => {
    await candidates();

    const { status, data } = await admin.get<Body>(URL);

    expect({ status, data }).toEqual({
      status: 200,
      data: { duplicates: [...EMAILS, ...PHONES, ...ADDRESSES], next: null },
    });
    expect(data.duplicates[0]).toEqual({
      reason: "email",
      score: 0.95,
      customers: [
        { id: "cus_1", email: "ada@x.io", has_account: true, created_at: "2026-01-01T00:00:00.000Z" },
        { id: "cus_2", email: "Ada@x.io", has_account: true, created_at: "2026-01-02T00:00:00.000Z" },
      ],
      advice: expect.stringContaining("merge them (POST /admin/customers/merge)"),
    });
  });

  it("answers an empty list when there are none", async () => {
    expect(await admin.get<Body>(URL)).toEqual({ status: 200, data: { duplicates: [], next: null } });
  });

  it("lists those of one reason alone", async () => {
    await candidates();

    for (const [reason, duplicates] of Object.entries({ email: EMAILS, phone: PHONES, name_and_address: ADDRESSES })) {
      expect(await admin.get<Body>(`${URL}?reason=${reason}`)).toEqual({
        status: 200,
        data: { duplicates, next: null },
      });
    }
  });

  it("pages by limit and after: every group once, next null at the end", async () => {
    await candidates();

    const found: Group[] = [];
    let next: string | null = null;
    do {
      const url: string = `${URL}?limit=1${next === null ? "" : `&after=${next}`}`;
      const { status, data }: { status: number; data: Body } = await admin.get<Body>(url);
      expect(status).toBe(200);
      expect(data.duplicates.length).toBeLessThanOrEqual(1);
      found.push(...data.duplicates);
      next = data.next;
    } while (next !== null);

    expect(found).toEqual([...EMAILS, ...PHONES, ...ADDRESSES]);
  });

  it("puts no email, phone or name into a cursor", async () => {
    await candidates();
    const { data: all } = await admin.get<{ customers: { email: string | null; phone: string | null }[] }>(
      "/admin/customers?fields=email,phone",
    );
    const secret = all.customers
      .flatMap(({ email, phone }) => [email, phone, phone?.replace(/\D/g, "").slice(-6)])
      .flatMap((value) => value?.toLowerCase() ?? []);
    expect(secret.length).toBeGreaterThan(0);

    for (const reason of ["email", "phone"]) {
      const { data } = await admin.get<Body>(`${URL}?reason=${reason}&limit=1`);
      const read = decodingsOf(data.next ?? "");
      expect([reason, data.next]).toEqual([reason, expect.stringMatching(/^[\w-]+$/)]);
      expect([reason, secret.filter((value) => read.includes(value))]).toEqual([reason, []]);
    }
  });

  it("shows a group no more once the email of one is changed or one is deleted", async () => {
    await candidates();
    expect(await admin.post("/admin/customers/cus_2", { email: "ada.new@x.io" })).toMatchObject({ status: 200 });
    expect(await admin.delete("/admin/customers/cus_4")).toMatchObject({ status: 200 });

    const { data } = await admin.get<Body>(`${URL}?reason=email`);
    expect(data.duplicates).toEqual([]);
  });

  it("lists the groups of one customer, by every reason, and no other groups", async () => {
    await candidates();
    await store.sql("update customer set phone = '+31612345678' where id in ('cus_3', 'cus_7')");
    const withPhone = ["cus_3", "cus_5", "cus_6", "cus_7"];

    const found = async (id: string) => (await admin.get<Body>(`/admin/customers/${id}/duplicates`)).data;

    expect(await found("cus_1")).toEqual({ duplicates: [EMAILS[0]] });
    expect(await found("cus_2")).toEqual({ duplicates: [EMAILS[0]] });
    expect(await found("cus_3")).toEqual({ duplicates: [EMAILS[1], group("phone", 0.8, withPhone)] });
    expect(await found("cus_8")).toEqual({ duplicates: ADDRESSES });
    expect(await found("cus_7")).toEqual({ duplicates: [group("phone", 0.8, withPhone), ...ADDRESSES] });
  });

  it("a customer who is like no other has no groups; one who is unknown or deleted is answered with 404", async () => {
    await candidates();
    await store.sql("insert into customer (id, email, has_account) values ('cus_alone', 'cyd@x.io', true)");

    expect(await admin.get("/admin/customers/cus_alone/duplicates")).toEqual({ status: 200, data: { duplicates: [] } });
    for (const id of ["cus_9", "cus_unknown"]) {
      expect(await admin.get(`/admin/customers/${id}/duplicates`)).toMatchObject({
        status: 404,
        data: { type: "not_found", message: expect.stringContaining(id) },
      });
    }
  });

  it("refuses wrong queries with 400 and names the parameter", async () => {
    for (const [query, name] of [
      ["limit=0", "limit"],
      ["limit=101", "limit"],
      ["limit=many", "limit"],
      ["limit=1.5", "limit"],
      ["limit=1&limit=2", "limit"],
      [`after=${"x".repeat(2_001)}`, "after"],
      ["after[$gt]=cus_1", "after"],
      ["after=%00", "after"],
      ["after=cus_1", "after"],
      ["after=", "after"],
      ["reason=birthday", "reason"],
      ["offset=1", "offset"],
    ]) {
      const { status, data } = await admin.get<ErrorBody>(`${URL}?${query}`);
      expect({ query, status, type: data.type }).toEqual({ query, status: 400, type: "invalid_data" });
      expect(data.message).toContain(name);
    }
  });

  it("refuses who has no token, and who has a customer's, with 401", async () => {
    const storefront = await storefrontClient(store);
    const { client } = await registeredCustomer(store, storefront, "ada@x.io");

    for (const url of [URL, "/admin/customers/cus_1/duplicates"]) {
      expect(await store.client.get(url)).toMatchObject({ status: 401 });
      expect(await client.get(url)).toMatchObject({ status: 401 });
    }
  });
});
