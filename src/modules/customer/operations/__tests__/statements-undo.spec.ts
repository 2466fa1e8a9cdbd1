import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/customer-module";
import { StatementRecord } from "../../../../../integration-tests/helpers/statement-record";
import { UNDOING } from "./expected/undoing";

describeCustomerModule(({ service }) => {
  itOnOurs("each operation that undoes, or swaps a default, sends exactly its statements", async () => {
    const record = new StatementRecord();
    const [ada, bob] = await service.createCustomers([
      { email: "a@x.io", addresses: [{ city: "Rome" }, { city: "Bern" }] },
      { email: "b@x.io" },
    ]);
    const [rome, bern] = ada.addresses.map(({ id }) => id);
    const ids = [ada.id, bob.id];
    const kept = await record.of("snapshots/take", () => service.snapshotCustomers(ids));
    await service.updateCustomers(ids, { phone: "1" });
    await record.of("snapshots/restore", () => service.restoreCustomerSnapshots(kept, { phone: "1" }));
    const keptAddresses = await record.of("snapshots/take: addresses", () =>
      service.snapshotCustomerAddresses({ id: [rome, bern] }),
    );
    await service.updateCustomerAddresses([rome, bern], { city: "Paris" });
    await record.of("snapshots/restore: addresses", () =>
      service.restoreCustomerAddressSnapshots(keptAddresses, { city: "Paris" }),
    );

    await service.setDefaultAddress(ada.id, rome, "shipping");
    const swap = { customerId: ada.id, addressId: bern, purpose: "shipping" } as const;
    const before = await record.of("addresses/set-default", () => service.setDefaultAddress(ada.id, bern, "shipping"));
    await record.of("addresses/set-default: undone", () => service.undoDefaultAddress(swap, before));
    await record.of("addresses/set-default: none", () => service.setDefaultAddress(ada.id, null, "billing"));
    await record.of("addresses/lock-customers", () =>
      service.updateCustomerAddresses(bern, { is_default_billing: true }),
    );

    const { id: groupId } = await service.createCustomerGroups({ name: "gold" });
    const pairs = ids.map((customer_id) => ({ customer_id, customer_group_id: groupId }));
    await service.addCustomerToGroup(pairs[0]);
    const change = await record.of("memberships/change", () =>
      service.changeMemberships({ add: [pairs[1]], remove: [pairs[0]] }),
    );
    await record.of("memberships/undo-change", () => service.undoMembershipChange(change));
    const memberships = await service.listCustomerGroupCustomers({ customer_group_id: groupId }, { select: ["id"] });
    const membershipIds = memberships.map(({ id }) => id);
    await service.softDeleteCustomerGroupCustomers(membershipIds);
    await record.of("memberships/restore", () => service.restoreCustomerGroupCustomers(membershipIds));
    await record.of("memberships/assert-live-customers", () =>
      service.changeGroupMemberships({ groupId, add: { ids }, remove: undefined }),
    );

    record.expectToBe(UNDOING);
  });
});
