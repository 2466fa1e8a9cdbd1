import type {
  AdminBatchGroupCustomersResponse,
  AdminGroupChangeListResponse,
  AdminUndoGroupChangeResponse,
} from "medusa-plugin-customers/types";
import { adminClient } from "../../helpers/http/accounts";
import { type ApiClient, allAnswered, type ErrorBody, type RequestLine } from "../../helpers/http/api-client";
import { eventsOf } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";

/** The last changes of a group, and their undo. */
export default function groupsChanges(store: Store): void {
  let admin: ApiClient;
  let id: string;
  let ids: string[];
  let url: string;

  /** Ten customers, of whom the first four are in the group. */
  beforeEach(async () => {
    admin = await adminClient(store);
    const group = await store.customers.createCustomerGroups({ name: "Gold" });
    const customers = await store.customers.createCustomers(Array.from({ length: 10 }, () => ({})));
    id = group.id;
    ids = customers.map((customer) => customer.id);
    url = `/admin/customer-groups/${id}/customers`;
    const metadata = { why: "first" };
    const pairs = ids.slice(0, 4).map((customer_id) => ({ customer_id, customer_group_id: id, metadata }));
    await store.customers.addCustomerToGroup(pairs);
  });

  const rows = () =>
    store.sql<{ customer_id: string }>("select * from customer_group_customer where deleted_at is null order by id");
  const change = async (body: object): Promise<string> => {
    const { data } = await admin.post<AdminBatchGroupCustomersResponse>(`${url}/batch`, body);
    return String(data.change_id);
  };
  const undo = (changeId: string) => admin.post<AdminUndoGroupChangeResponse>(`${url}/changes/${changeId}/undo`, {});
  const list = async (query = "") => (await admin.get<AdminGroupChangeListResponse>(`${url}/changes${query}`)).data;

  it("lists the changes, the last one first, with their numbers and the user, a page at a time", async () => {
    const first = await change({ add: { ids: ids.slice(4, 7) } });
    await change({ add: { ids: [ids[0]] } });
    const second = await change({ add: { ids: [ids[9]] }, remove: { ids: ids.slice(0, 2) } });

    const common = { undoes: null, undone_by: null, created_by: expect.stringMatching(/^user_/) };
    const entries = [
      { ...common, id: second, added: 1, removed: 2, created_at: expect.any(String) },
      { ...common, id: first, added: 3, removed: 0, created_at: expect.any(String) },
    ];
    expect(await list()).toEqual({ changes: entries, count: 2, limit: 20, offset: 0 });
    expect(await list("?limit=1&offset=1")).toEqual({ changes: [entries[1]], count: 2, limit: 1, offset: 1 });
    const other = await store.customers.createCustomerGroups({ name: "Silver" });
    expect(await admin.get(`/admin/customer-groups/${other.id}/customers/changes`)).toMatchObject({
      data: { changes: [], count: 0 },
    });
  });

  it("an undo brings every membership back row for row, is a change itself, and is undone again", async () => {
    const before = await rows();
    const changed = await change({ add: { ids: ids.slice(4, 7) }, remove: { ids: ids.slice(0, 2) } });
    const after = await rows();

    const undone = await undo(changed);
    expect(undone).toEqual({
      status: 200,
      data: { id, change_id: expect.any(String), added: 2, removed: 3, skipped: 0 },
    });
    expect(await rows()).toEqual(before);
    const { change_id } = undone.data;
    expect((await list()).changes).toMatchObject([
      { id: change_id, undoes: changed, undone_by: null, added: 2, removed: 3 },
      { id: changed, undoes: null, undone_by: change_id },
    ]);

    expect(await undo(change_id)).toMatchObject({ status: 200, data: { added: 3, removed: 2 } });
    expect(await rows()).toEqual(after);
  });

  it("skips who joined, left or was deleted meanwhile, and counts them", async () => {
    const changed = await change({ add: { ids: ids.slice(4, 7) }, remove: { ids: ids.slice(0, 3) } });
    await store.customers.addCustomerToGroup({ customer_id: ids[0], customer_group_id: id });
    await store.customers.removeCustomerFromGroup({ customer_id: ids[4], customer_group_id: id });
    await store.customers.softDeleteCustomers([ids[1]]);
    const again = (await rows()).find(({ customer_id }) => customer_id === ids[0]);

    expect(await undo(changed)).toMatchObject({ status: 200, data: { added: 1, removed: 2, skipped: 3 } });
    const members = await rows();
    expect(members.map(({ customer_id }) => customer_id).sort()).toEqual([ids[0], ids[2], ids[3]].sort());
    expect(members.find(({ customer_id }) => customer_id === ids[0])).toEqual(again);
  });

  it("an undo emits the events of a change", async () => {
    const changed = await change({ add: { ids: [ids[5]] }, remove: { ids: [ids[0]] } });

    const sent = await eventsOf(store, () => undo(changed));

    expect(sent).toEqual(
      expect.arrayContaining([
        { name: "customer_group.customers_added", data: { id, customer_ids: [ids[0]] } },
        { name: "customer_group.customers_removed", data: { id, customer_ids: [ids[5]] } },
      ]),
    );
    expect(sent).toHaveLength(2);
  });

  it("of two undos at once one is refused, and names the other", async () => {
    const changed = await change({ add: { ids: ids.slice(4) } });

    const answers = await Promise.all([undo(changed), undo(changed)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    const refused = await admin.post<ErrorBody>(`${url}/changes/${changed}/undo`, {});
    const [{ id: undoing }] = (await list()).changes;
    expect(refused).toMatchObject({ status: 400, data: { type: "not_allowed" } });
    expect(refused.data.message).toBe(
      `The change ${changed} is undone already, by the change ${undoing}. Undo that one to repeat it.`,
    );
  });

  it("refuses unknown ids, changes of another group and older ones with 404, wrong queries and bodies with 400", async () => {
    const changed = await change({ add: { ids: [ids[5]] } });
    const other = await store.customers.createCustomerGroups({ name: "Silver" });
    const old = "cusmb_01AAAAAAAAAAAAAAAAAAAAAAAA";
    await store.sql("insert into customers_group_change (id, customer_group_id, added, removed) values (?, ?, 1, 0)", [
      old,
      id,
    ]);
    const before = await rows();
    const unknown: RequestLine[] = [
      ["POST", `${url}/changes/cusmb_unknown/undo`, {}],
      ["POST", `${url}/changes/${old}/undo`, {}],
      ["POST", `/admin/customer-groups/${other.id}/customers/changes/${changed}/undo`, {}],
      ["POST", `/admin/customer-groups/cusgroup_unknown/customers/changes/${changed}/undo`, {}],
      ["GET", "/admin/customer-groups/cusgroup_unknown/customers/changes"],
    ];
    const wrong: RequestLine[] = [
      ["POST", `${url}/changes/${changed}/undo`, { force: true }],
      ["POST", `${url}/changes/${changed}/undo`, { additional_data: "no" }],
      ["GET", `${url}/changes?limit=0`],
      ["GET", `${url}/changes?limit=101`],
      ["GET", `${url}/changes?q=x`],
    ];

    expect(await admin.statuses(unknown)).toEqual(allAnswered(unknown, 404));
    expect(await admin.statuses(wrong)).toEqual(allAnswered(wrong, 400));
    expect(await rows()).toEqual(before);
    expect((await list()).changes.map((one) => one.id)).toEqual([changed]);
  });
}
