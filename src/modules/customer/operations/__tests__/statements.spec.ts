import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/customer-module";
import { runOfMerge } from "../../../../../integration-tests/helpers/merges";
import { withModuleConnection } from "../../../../../integration-tests/helpers/module-connection";
import { runningService } from "../../../../../integration-tests/helpers/running-service";
import { sealedCursor } from "../../../../../integration-tests/helpers/sealed-cursors";
import { normalised, sentStatements } from "../../../../../integration-tests/helpers/sent-statements";
import { prepareSearch } from "../search/prepare";
import { EMAIL_CHANGES } from "./expected/email-changes";
import { INVITATIONS } from "./expected/invitations";
import { READS } from "./expected/reads";
import { WRITES } from "./expected/writes";

type RecordWork = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

describeCustomerModule(({ service, medusaApp, dbConfig }) => {
  async function recordEmailChanges(record: RecordWork): Promise<void> {
    const { id } = await service.createCustomers(Object.assign({ email: "c@x.io" }, { has_account: true }));
    const request = { customer_id: id, email: "d@x.io", requested_by: "customer" as const };
    const { token, change } = await record("email-changes/request", () => service.requestEmailChange(request));
    const claimed = await record("email-changes/claim", () => service.claimEmailChange({ token, customer_id: id }));
    await record("email-changes/undo", () => service.undoEmailChange({ ...claimed.undo, created: "cusech_none" }));
    await record("email-changes/find", () => service.retrieveEmailChange(change.id));
    await record("email-changes/find: pending", () => service.retrievePendingEmailChange(id));
    await record("email-changes/close", () => service.cancelEmailChange(id));
    await record("email-changes/expire", () => service.expireEmailChanges());
    await record("email-changes/forget", () => service.forgetEmailChanges());
    const second = await service.requestEmailChange({ ...request, needs_approval: true });
    const approved = await record("email-changes/approve", () => service.approveEmailChange(second.token));
    await record("email-changes/approve: undo", () => service.undoEmailChangeApproval(approved.undo));
    // The account has taken over another record since, and nothing follows.
    const guest = await service.createCustomers({ email: "c@x.io" });
    const merge = await service.mergeCustomers({ customer_ids: [id, guest.id], survivor_id: id });
    const stale = { id: second.change.id, customer_id: id, old_email: "c@x.io", new_email: "d@x.io" };
    await record("email-changes/apply: the lock", () => service.applyEmailChange(stale).catch(() => {}));
    await service.completeCustomerMerge(runOfMerge(merge));
  }

  async function recordInvitations(record: RecordWork): Promise<void> {
    const { id } = await service.createCustomers({ email: "e@x.io" });
    const invited = await record("invitations/invite", () => service.inviteCustomers({ customer_ids: [id] }));
    const { tokens } = await record("invitations/take", () => service.takeInvitations({ limit: 2 }));
    await record("invitations/settle", () => service.settleInvitations({ announced: tokens, cancelled: [] }));
    await record("invitations/invite: renewed", () => service.inviteCustomers({ customer_ids: [id], renew: true }));
    await record("invitations/claim: whose", () => service.findInvitedCustomer("unknown").catch(() => {}));
    await record("invitations/claim", () => service.claimInvitation("unknown").catch(() => {}));
    await record("invitations/close", () => service.cancelInvitation(id));
    await record("invitations/undo", () => service.undoInvitations(invited.undo));
    await record("invitations/find", () => service.retrieveInvitation("unknown").catch(() => {}));
    await record("invitations/find: last", () => service.retrieveLastInvitation(id));
    await record("invitations/acknowledge", () => service.acknowledgeInvitations([]));
    await record("invitations/release", () => service.releaseInvitations({ state: "held", all: true }));
    await record("invitations/list", () => service.listInvitations({ state: "announced" }, { limit: 1, offset: 0 }));
    await record("invitations/expire", () => service.expireInvitations());
  }

  itOnOurs("each operation sends exactly its statements", async () => {
    const sent: Record<string, string[]> = {};
    async function record<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
      let result: Result | undefined;
      const statements = await sentStatements(async () => {
        result = await work();
      });
      // The ORM writes ids into its statements; ours bind them.
      const texts = statements.map(({ text }) => normalised(text).replace(/'cus_\w{26}'/g, "'<id>'"));
      sent[name] = texts.filter((text) => text !== "select version();");
      // as: the work has run, or thrown.
      return result as Result;
    }

    const customers = await record("rows/insert: customers", () =>
      service.createCustomers([{ email: "a@x.io" }, { email: "b@x.io" }]),
    );
    const ids = customers.map(({ id }) => id);
    const addresses = await record("rows/insert: addresses", () =>
      service.createCustomerAddresses(ids.map((customer_id) => ({ customer_id }))),
    );
    const group = await record("rows/insert: groups", () => service.createCustomerGroups({ name: "gold" }));
    await record("rows/write-rows: the second cannot be written", () =>
      service.createCustomerGroups([{ name: "silver" }, { name: "gold" }]).catch(() => {}),
    );
    const pairs = ids.map((customer_id) => ({ customer_id, customer_group_id: group.id }));
    const addressIds = addresses.map(({ id }) => id);
    await record("memberships/add", () => service.addCustomerToGroup(pairs));
    await record("memberships/remove", () => service.removeCustomerFromGroup(pairs));
    await record("rows/update", () => service.updateCustomers(ids, { phone: "1", metadata: { a: 1 } }));
    await record("rows/update: nothing given", () => service.updateCustomers(ids, {}));
    await record("rows/update: metadata cleared", () => service.updateCustomers(ids[0], { metadata: null }));
    await record("rows/update: metadata of no keys", () => service.updateCustomers(ids[0], { metadata: {} }));
    await record("snapshots/take", () => service.snapshotCustomers(ids));
    await record("list/matching-ids", () => service.updateCustomers({ email: "a@x.io" }, {}));
    await record("rows/delete: soft", () => service.softDeleteCustomerAddresses(addressIds));
    await record("addresses/restore", () => service.restoreCustomerAddresses(addressIds));
    await record("customers/soft-delete", () => service.softDeleteCustomers(ids));
    await record("customers/restore", () => service.restoreCustomers(ids));
    await record("groups/soft-delete", () => service.softDeleteCustomerGroups([group.id]));
    await record("groups/restore", () => service.restoreCustomerGroups([group.id]));
    await record("list/page-ids", () => service.listCustomers({}, { skip: 1_000, take: 50 }));
    await record("list/cursor-page", () => service.listCustomersPage({ order: { created_at: "ASC" }, limit: 1 }));
    const cursor = (value: string | null) =>
      sealedCursor(service, { column: "first_name", direction: "desc", value, id: customers[0].id });
    const page = { order: { first_name: "DESC" }, limit: 1 };
    await record("list/cursor-page: behind a row", () => service.listCustomersPage({ ...page, after: cursor("a") }));
    await record("list/cursor-page: behind a row without the value", () =>
      service.listCustomersPage({ ...page, after: cursor(null) }),
    );
    await record("list/cursor-page: before a row", () => service.listCustomersPage({ ...page, before: cursor("z") }));
    // The runner's own service is a stand-in that forgets what the real one has found out.
    const searching = runningService(medusaApp);
    await record("search: not prepared", () => searching.listCustomers({ q: "nobody" }));
    await withModuleConnection(dbConfig.clientUrl, prepareSearch);
    await record("search: ready", () => searching.listCustomers({ q: "nobody" }));
    await record("search: words, the start of one, a phone", () =>
      searching.listAndCountCustomers({ q: "50%_ an +31-612" }, { take: 50, order: { last_name: "ASC" } }),
    );
    await record("search: bounded count", () =>
      searching.listCustomersPage({ filters: { q: "smith" }, limit: 1, count: "bounded" }),
    );
    await record("search: bounded count, by a name", () =>
      searching.listCustomersPage({
        filters: { q: "smith" },
        order: { first_name: "ASC" },
        limit: 1,
        count: "bounded",
      }),
    );
    await record("search: what an update by words names", () => searching.updateCustomers({ q: "smith" }, {}));
    await record("list/group-members", () => service.listAndCountCustomers({ groups: { id: group.id } }, { take: 50 }));
    await recordEmailChanges(record);
    await recordInvitations(record);
    await record("rows/delete", () => service.deleteCustomers(ids));

    const expected = Object.entries({ ...WRITES, ...READS, ...EMAIL_CHANGES, ...INVITATIONS }).map(
      ([name, statements]) => [name, statements.map(normalised)],
    );
    expect(sent).toEqual(Object.fromEntries(expected));
  });
});
