import { adminClient } from "../../helpers/http/accounts";
import type { ApiClient } from "../../helpers/http/api-client";
import type { Store } from "../../helpers/stores/store";

type Merges = {
  merges: { kind: string; customer: { id: string } | null }[];
  count: number;
  limit: number;
  offset: number;
};

export default function mergesListed(store: Store): void {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
  });

  it("a customer lists who was merged into it, the last one first, also through others, and a page at a time", async () => {
    await store.sql(`insert into customer (id, email, first_name, has_account) values
      ('cus_a', 'a@x.io', 'Ada', true), ('cus_b', 'b@x.io', 'Bob', false), ('cus_c', 'c@x.io', null, false)`);
    const list = async (id: string, query = "") => await admin.get<Merges>(`/admin/customers/${id}/merges${query}`);
    expect(await list("cus_a")).toEqual({ status: 200, data: { merges: [], count: 0, limit: 20, offset: 0 } });

    await admin.post("/admin/customers/merge", { customer_ids: ["cus_b", "cus_c"], survivor_id: "cus_b" });
    await admin.post("/admin/customers/merge", { customer_ids: ["cus_a", "cus_b"], survivor_id: "cus_a" });

    const { data } = await list("cus_a");
    expect(data.merges.map(({ customer }) => customer?.id)).toEqual(["cus_b", "cus_c"]);
    expect(data.merges[0]).toEqual({
      id: expect.any(String),
      kind: "merge",
      created_by: expect.stringMatching(/^user_/),
      created_at: expect.any(String),
      completed_at: expect.any(String),
      customer: {
        ...{ id: "cus_b", email: "b@x.io", first_name: "Bob", last_name: null },
        ...{ company_name: null, phone: null, has_account: false },
      },
    });
    const second = await list("cus_a", "?limit=1&offset=1");
    expect(second.data).toEqual({ merges: [data.merges[1]], count: 2, limit: 1, offset: 1 });
    expect(await list("cus_b")).toMatchObject({ status: 404 });
    expect(await list("cus_a", "?limit=0")).toMatchObject({
      status: 400,
      data: { message: expect.stringContaining("limit") },
    });
  });

  it("the list names a claim as such, and a record that was deleted for good by nothing; a restored one is not in it", async () => {
    await store.sql(`insert into customer (id, email, has_account, deleted_at) values
      ('cus_a', 'a@x.io', true, null), ('cus_claimed', 'a@x.io', false, now()), ('cus_restored', 'r@x.io', false, null)`);
    await store.sql(`insert into customer_merge (id, merged_id, survivor_id, kind, created_at, heartbeat_at, completed_at)
      select 'cusmrg_' || n, merged, 'cus_a', kind, now() - n * interval '1 day', now(), now() from (values
        (1, 'cus_claimed', 'claim'), (2, 'cus_purged', 'merge'), (3, 'cus_restored', 'merge')) as made (n, merged, kind)`);

    const { data } = await admin.get<Merges>("/admin/customers/cus_a/merges");
    expect(data.merges.map(({ kind, customer }) => [kind, customer?.id ?? null])).toEqual([
      ["claim", "cus_claimed"],
      ["merge", null],
    ]);
    expect(data.count).toBe(2);
  });
}
