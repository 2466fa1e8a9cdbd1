import { idOf, PlansDatabase, ROWS } from "../helpers/databases/plans-database";

const MANY = 10_000;

/** Every tenth customer but the deleted ones: they lie all over the table. */
const IDS = Array.from({ length: MANY }, (_, n) => idOf(3 + n * 10));
const ADDRESS_IDS = IDS.map((_, n) => `cuaddr_${3 + n * 10}`);

const CUSTOMERS = "Index Scan customer_pkey";
const LIVE_CUSTOMERS = "Index Scan IDX_customer_live_id";
const ADDRESSES = "Index Scan customer_address_pkey";
const DEFAULTS = ["shipping", "billing"].map(
  (purpose) => `Index Only Scan IDX_customer_address_unique_customer_${purpose}`,
);
const MEMBERSHIPS = "Index Scan customer_group_customer_pkey";
const BY_CUSTOMER = "Index Scan IDX_customer_group_customer_customer_id";
const CHANGES = "Index Scan customers_group_change_pkey";
const OF_GROUP = "Index Scan IDX_customers_group_change_group";
const UNDONE = "Index Scan IDX_customers_group_change_undoes";
const MEMBERS = "Index Only Scan IDX_customer_group_customer_members";

describe(`the plans for ${MANY} of ${ROWS} rows in one call`, () => {
  const database = new PlansDatabase("writes");
  const service = () => database.service;
  const pairsWith = (groupId: string) => IDS.map((customer_id) => ({ customer_id, customer_group_id: groupId }));
  const memberships = () => service().listCustomerGroupCustomers({ customer_id: IDS }, { select: ["id"] });

  /** Reads each row through an index on what is given: no table and no index from end to end. */
  async function expectIndexes(work: () => Promise<unknown>, expected: string[]): Promise<void> {
    const plans = await database.plansOf(work);

    // The hundred groups are on two pages; reading them all is right.
    expect(plans.flatMap(({ fullScans }) => fullScans).filter((table) => table !== "customer_group")).toEqual([]);
    expect(plans.flatMap(({ wholeIndexes }) => wholeIndexes)).toEqual([]);
    expect(plans.flatMap(({ pairwiseJoins }) => pairwiseJoins)).toEqual([]);
    // Through a bitmap or row by row: which of the two costs less is a close call for a tenth of a table.
    const scans = plans.flatMap(({ indexScans }) => indexScans.map((scan) => scan.replace("Bitmap ", "")));
    expect([...new Set(scans)].sort()).toEqual([...expected].sort());
  }

  // What a test has written is there for the next ones; the planner sees it as a shop's would, some time after.
  afterEach(() => database.analyze());

  it("an update by ids, by fields and of each row", async () => {
    await expectIndexes(() => service().updateCustomers(IDS, { company_name: "New" }), [LIVE_CUSTOMERS, CUSTOMERS]);
    await expectIndexes(
      () => service().batches.updateEach(IDS.map((id, n) => ({ id, created_by: `${n}` }))),
      [LIVE_CUSTOMERS, CUSTOMERS],
    );
  });

  it("a snapshot, and rows that are put back as it has them", async () => {
    const kept = await service().snapshots.takeCustomers(IDS);
    await service().updateCustomers(IDS, { company_name: "Other" });

    await expectIndexes(() => service().snapshots.takeCustomers(IDS), [LIVE_CUSTOMERS]);
    await expectIndexes(
      () => service().snapshots.restoreCustomers(kept, { company_name: "Other" }),
      [CUSTOMERS, "Index Scan IDX_customer_email_has_account_unique"],
    );
  });

  it("a soft deletion and a restore", async () => {
    await expectIndexes(
      () => service().softDeleteCustomers(IDS),
      [LIVE_CUSTOMERS, CUSTOMERS, "Index Scan IDX_customer_address_customer_id", ADDRESSES],
    );
    await database.analyze();
    await expectIndexes(
      () => service().restoreCustomers(IDS),
      [
        ...[CUSTOMERS, "Index Scan IDX_customer_deleted_id", "Index Scan IDX_customer_email_has_account_unique"],
        ...[ADDRESSES, "Index Scan IDX_customer_address_customer_id", ...DEFAULTS],
        "Index Scan IDX_customer_merge_merged_id",
      ],
    );
  });

  it("a deletion for good", async () => {
    const doomed = IDS.map((_, n) => idOf(4 + n * 10));

    await expectIndexes(() => service().deleteCustomers(doomed), [CUSTOMERS]);
  });

  it("addresses: an update, new defaults, a soft deletion, a restore, a deletion", async () => {
    await expectIndexes(() => service().updateCustomerAddresses(ADDRESS_IDS, { city: "Rome" }), [ADDRESSES]);
    await expectIndexes(
      () => service().updateCustomerAddresses(ADDRESS_IDS, { is_default_shipping: true }),
      [ADDRESSES, CUSTOMERS],
    );
    await expectIndexes(() => service().softDeleteCustomerAddresses(ADDRESS_IDS), [ADDRESSES]);
    await expectIndexes(() => service().restoreCustomerAddresses(ADDRESS_IDS), [ADDRESSES, CUSTOMERS, ...DEFAULTS]);
    await expectIndexes(() => service().deleteCustomerAddresses(ADDRESS_IDS), [ADDRESSES]);
  });

  it("memberships that are added, ended, and undone", async () => {
    const pairs = pairsWith("cusgroup_50");
    await expectIndexes(() => service().addCustomerToGroup(pairs), [BY_CUSTOMER]);
    await expectIndexes(() => service().removeCustomerFromGroup(pairs), [BY_CUSTOMER, MEMBERSHIPS]);
    const change = await service().membershipBatches.changePairs({ add: pairs, remove: pairsWith("cusgroup_4") });
    await expectIndexes(
      () => service().membershipBatches.changePairs({ add: pairs, remove: pairs }),
      [BY_CUSTOMER, MEMBERSHIPS],
    );
    await expectIndexes(
      () => service().membershipBatches.undoPairs(change),
      [...[MEMBERSHIPS, MEMBERS, "Index Only Scan customer_pkey"]],
    );
  });

  it("memberships that are deleted by id, and restored", async () => {
    const ids = (await memberships()).map(({ id }) => id);
    await service().softDeleteCustomerGroupCustomers(ids);
    await database.analyze();

    await expectIndexes(() => service().restoreCustomerGroupCustomers(ids), [BY_CUSTOMER, MEMBERSHIPS]);
  });

  it("a whole group's memberships that are changed, undone, deleted and restored", async () => {
    const { batchId } = await service().membershipBatches.change({ groupId: "cusgroup_60", add: { ids: IDS } });
    // Other changes of the last month.
    await database.run(`
      insert into customers_membership_batch (batch_id, membership_id, customer_id)
        select 'cusmb_' || n / 1000, 'cusgc_' || n, 'cus_' || n from generate_series(1, ${ROWS}) n;
      insert into customers_group_change (id, customer_group_id, added, removed, undoes)
        select 'cusmb_8' || n, 'cusgroup_' || n % 1000, 1, 0, 'cusmb_7' || n from generate_series(1, ${MANY}) n;
      insert into customer_merge (id, merged_id, survivor_id, completed_at)
        select 'cusmrg_' || n, 'cus_merged_' || n, 'cus_' || lpad(n::text, 8, '0'), now() from generate_series(1, ${ROWS}) n;
      analyze customers_membership_batch, customers_group_change, customer_merge;`);
    await database.analyze();

    const reversed = { groupId: "cusgroup_60", changeId: batchId };
    await expectIndexes(async () => {
      await service().membershipBatches.reverse(reversed);
    }, [
      ...[MEMBERSHIPS, MEMBERS, BY_CUSTOMER, UNDONE, OF_GROUP, "Index Only Scan IDX_customer_live_id"],
      "Index Scan IDX_customer_merge_merged_id",
      "Index Scan customers_membership_batch_pkey",
    ]);
    await expectIndexes(
      () => service().membershipBatches.listChanges({ groupId: "cusgroup_60", limit: 20, offset: 0 }),
      [...[OF_GROUP, UNDONE]],
    );
    await expectIndexes(
      () => service().membershipBatches.undo(batchId),
      [
        ...[
          MEMBERSHIPS,
          MEMBERS,
          CHANGES,
          "Index Only Scan customer_pkey",
          "Index Scan customers_membership_batch_pkey",
        ],
      ],
    );
    await expectIndexes(
      () => service().softDeleteCustomerGroups(["cusgroup_4"]),
      [...[MEMBERSHIPS, "Index Scan IDX_customer_group_customer_customer_group_id"]],
    );
    await database.analyze();
    await expectIndexes(
      () => service().restoreCustomerGroups(["cusgroup_4"]),
      [...["Index Scan IDX_customer_group_customer_deleted_group", BY_CUSTOMER, MEMBERSHIPS]],
    );
  });
});
