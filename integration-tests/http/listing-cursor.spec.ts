import type { HttpTypes } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { adminClient, registeredCustomer, storefrontClient } from "../helpers/http/accounts";
import { type ApiClient, allAnswered, type ErrorBody, type RequestLine } from "../helpers/http/api-client";
import { decodingsOf } from "../helpers/imports/decodings";
import { describeStore } from "../helpers/stores/store";

const URL = "/admin/customers/cursor";

type Body = {
  customers: HttpTypes.AdminCustomer[];
  limit: number;
  after: string | null;
  before: string | null;
  count?: number;
  count_precision?: string;
};
type ListBody = HttpTypes.AdminCustomerListResponse;
type SearchBody = { results: { entity: string; data: { id: string }[] }[] };

describeStore((store) => {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
  });

  const names = ({ customers }: Pick<Body, "customers">) => customers.map(({ first_name }) => first_name);

  async function page(query: string): Promise<Body> {
    const { status, data } = await admin.get<Body>(`${URL}?${query}`);
    expect([query, status, data]).toEqual([query, 200, data]);
    return data;
  }

  const createFive = () =>
    store.customers.createCustomers(
      ["Ann", "Bob", "Cy", "Dee", "Eve"].map((first_name) => ({
        first_name,
        email: `${first_name}@x.io`,
        company_name: first_name < "C" ? "Acme" : "Other",
        addresses: [{ city: `${first_name} City` }],
      })),
    );

  describe(`GET ${URL}`, () => {
    it("turns pages there and back, the last one without a cursor", async () => {
      await createFive();

      const first = await page("order=first_name&limit=2");
      const second = await page(`order=first_name&limit=2&after=${first.after}`);
      const third = await page(`order=first_name&limit=2&after=${second.after}`);
      const back = await page(`order=first_name&limit=2&before=${third.before}`);

      expect([first, second, third, back].map(names)).toEqual([["Ann", "Bob"], ["Cy", "Dee"], ["Eve"], ["Cy", "Dee"]]);
      expect([first.before, third.after]).toEqual([null, null]);
      expect(first).toMatchObject({ limit: 2, after: expect.any(String) });
      expect(first).not.toHaveProperty("count");
    });

    it("orders downwards with a minus, newest first when nothing is asked for", async () => {
      await createFive();
      await store.sql(
        "update customer set created_at = '2026-01-01'::timestamptz + ascii(first_name) * interval '1 s'",
      );

      const newest = ["Eve", "Dee", "Cy", "Bob", "Ann"];
      expect(names(await page("order=-created_at"))).toEqual(newest);
      expect(names(await page(""))).toEqual(newest);
      expect(names(await page("order=-first_name&limit=2"))).toEqual(["Eve", "Dee"]);
    });

    it("takes the filters of the list: columns, operators, groups and words", async () => {
      const [ann, bob] = await createFive();
      const group = await store.customers.createCustomerGroups({ name: "gold" });
      await store.customers.addCustomerToGroup(
        [ann, bob].map(({ id }) => ({ customer_id: id, customer_group_id: group.id })),
      );
      const cases: [string, string[]][] = [
        ["company_name=Other", ["Cy", "Dee", "Eve"]],
        ["email=ANN@x.io", ["Ann"]],
        [`id[]=${ann.id}&id[]=${bob.id}`, ["Ann", "Bob"]],
        [`groups=${group.id}`, ["Ann", "Bob"]],
        ["has_account=true", []],
        ["q=acme", ["Ann", "Bob"]],
        [`q=acme&groups=${group.id}&first_name=Bob`, ["Bob"]],
        ["created_at[$gt]=2100-01-01", []],
      ];

      const answers = [];
      for (const [query] of cases) {
        answers.push([query, names(await page(`order=first_name&${query}`))]);
      }
      expect(answers).toEqual(cases);
    });

    it("answers the fields asked for, of relations too, in the order of the page", async () => {
      const [ann] = await createFive();
      const group = await store.customers.createCustomerGroups({ name: "gold" });
      await store.customers.addCustomerToGroup({ customer_id: ann.id, customer_group_id: group.id });

      const { customers } = await page("order=-first_name&fields=first_name,groups.name,addresses.city");

      expect(customers).toHaveLength(5);
      expect(customers[0]).toMatchObject({ first_name: "Eve", groups: [], addresses: [{ city: "Eve City" }] });
      expect(customers[4]).toMatchObject({
        id: ann.id,
        first_name: "Ann",
        groups: [{ name: "gold" }],
        addresses: [{ city: "Ann City" }],
      });
      expect(customers[0]).not.toHaveProperty("email");
    });

    it("counts as it is asked to", async () => {
      await createFive();

      expect(await page("limit=1&count=bounded")).toMatchObject({ count: 5, count_precision: "exact" });
      expect(await page("limit=1&count=exact&company_name=Acme")).toMatchObject({ count: 2, count_precision: "exact" });
      expect(await page("limit=1&count=none")).not.toHaveProperty("count");
    });

    it("puts nothing of a customer into a cursor, whatever the order", async () => {
      const values = ["one", "two", "three"].map((n) => ({
        company_name: `Company-${n}`,
        first_name: `First-${n}`,
        last_name: `Last-${n}`,
        email: `email-${n}@secret.example`,
        phone: `+31 6 1234-${n}`,
        external_id: `erp-${n}`,
      }));
      await store.customers.createCustomers(values);
      const secret = values.flatMap((customer) => Object.values(customer)).map((value) => value.toLowerCase());

      for (const column of [...Object.keys(values[0]), "created_by", "created_at", "has_account", "id"]) {
        const first = await page(`order=${column}&limit=1`);
        const second = await page(`order=${column}&limit=1&after=${first.after}`);
        const cursors = [first.after, second.after, second.before].map((cursor) => cursor ?? "");

        expect(cursors).toEqual([expect.stringMatching(/^[\w-]+$/), expect.anything(), expect.anything()]);
        const read = cursors.map(decodingsOf).join();
        expect([column, secret.filter((value) => read.includes(value))]).toEqual([column, []]);
        const back = await page(`order=${column}&limit=1&before=${second.before}`);
        expect(names(back)).toEqual(names(first));
      }
    });

    it("refuses cursors that are forged, changed, cut off or of another list with 400", async () => {
      await createFive();
      const { after } = await page("order=email&limit=2");
      const cursor = after ?? "";
      const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const changed = (at: number) => `${cursor.slice(0, at)}${cursor[at] === "A" ? "B" : "A"}${cursor.slice(at + 1)}`;
      const { data } = await admin.get<{ next: string | null }>("/admin/customers/duplicates?reason=email&limit=1");
      const cursors = [
        forged(["email", "asc", "bob@x.io", "cus_1", false]),
        forged(["email", "asc", null, "cus_1", false]),
        ...[0, 8, 20, cursor.length - 2].map(changed),
        cursor.slice(0, -1),
        cursor.slice(1),
        `${cursor}A`,
        data.next ?? "none",
      ];

      for (const one of cursors) {
        const { status, data } = await admin.get<ErrorBody>(`${URL}?order=email&after=${one}`);
        expect([one, status, data.type]).toEqual([one, 400, "invalid_data"]);
        expect(data.message).toBe("The cursor is not valid. Take it from a page as it is, or begin without a cursor.");
      }
    });

    it("answers 400 to values that it cannot use, and says which", async () => {
      await createFive();
      const { after } = await page("order=first_name&limit=2");
      const queries = [
        "after=garbage",
        `after=${after}&order=email`,
        `after=${after}&order=-first_name`,
        `after=${after}&before=${after}&order=first_name`,
        "count=some",
        "limit=0",
        "limit=1001",
        "limit=abc",
        "order=groups.name",
        "offset=50",
        "unknown=1",
        `after=${"x".repeat(10_001)}`,
      ];

      for (const query of queries) {
        const { status, data } = await admin.get<ErrorBody>(`${URL}?${query}`);
        expect([query, status, data.type]).toEqual([query, 400, "invalid_data"]);
        expect(data.message).not.toBe("");
      }
    });

    it("answers 401 without a token and with a customer's", async () => {
      const requests: RequestLine[] = [["GET", URL]];
      const storefront = await storefrontClient(store);
      const { client } = await registeredCustomer(store, storefront, "me@x.io");

      expect(await store.client.statuses(requests)).toEqual(allAnswered(requests, 401));
      expect(await client.statuses(requests)).toEqual(allAnswered(requests, 401));
    });
  });

  describe("a customer with an accent in the name and signs in the phone", () => {
    let id: string;

    beforeEach(async () => {
      const person = { first_name: "Zoë", last_name: "Müller", email: "zm@x.io", phone: "+31 (6) 1234-5678" };
      [{ id }] = await store.customers.createCustomers([person, { first_name: "Ann", phone: "+31 7" }]);
    });

    const words = ["zoe", "ZOË muller", "müll", "zo", "+3161234", "(6)-12345678", "31612345678"];

    it("is found by GET /admin/customers", async () => {
      for (const q of words) {
        const { data } = await admin.get<ListBody>(`/admin/customers?q=${encodeURIComponent(q)}`);
        expect([q, data.count, data.customers.map((one) => one.id)]).toEqual([q, 1, [id]]);
      }
    });

    it("is found by query.graph", async () => {
      const query = store.container.resolve(ContainerRegistrationKeys.QUERY);
      for (const q of words) {
        const { data } = await query.graph({ entity: "customer", fields: ["id"], filters: { q } });
        expect([q, data]).toEqual([q, [{ id }]]);
      }
    });

    it("is found by GET /admin/search", async () => {
      for (const q of words) {
        const url = `/admin/search?q=${encodeURIComponent(q)}&entity=customer`;
        const { status, data } = await admin.get<SearchBody>(url);
        expect([q, status]).toEqual([q, 200]);
        expect([q, data.results.map((result) => result.data.map((one) => one.id))]).toEqual([q, [[id]]]);
      }
    });
  });
});
