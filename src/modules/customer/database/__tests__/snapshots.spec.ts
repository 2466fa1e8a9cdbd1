import type { CustomerAddressDTO, CustomerDTO } from "@medusajs/framework/types";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";

const ADA = {
  first_name: "Ada",
  last_name: "Lovelace",
  company_name: "Engines",
  email: "ada@example.com",
  phone: "1",
  created_by: "admin",
  metadata: { keep: 1, drop: "x", deep: { list: [1, null, "é"] } },
};

describeCustomerModule(({ service }) => {
  const customer = (id: string): Promise<CustomerDTO> => service.retrieveCustomer(id, { withDeleted: true });
  const address = (id: string): Promise<CustomerAddressDTO> =>
    service.retrieveCustomerAddress(id, { withDeleted: true });

  describe("snapshotCustomers", () => {
    itOnOurs("gives every column of each live customer that an id, ids or a selector name, in id order", async () => {
      const [ada, bob, cy] = await service.createCustomers([ADA, { first_name: "Bob" }, { first_name: "Cy" }]);
      await service.softDeleteCustomers([cy.id]);
      const ids = [ada.id, bob.id].sort();

      const [row] = await service.snapshots.takeCustomers(ada.id);
      expect(row).toEqual({
        ...ADA,
        id: ada.id,
        external_id: null,
        has_account: false,
        search_text: null,
        created_at: expect.any(String),
        updated_at: expect.any(String),
        deleted_at: null,
      });
      const byIds = await service.snapshots.takeCustomers([bob.id, ada.id, cy.id, "cus_unknown"]);
      expect(byIds.map(({ id }) => id)).toEqual(ids);
      expect((await service.snapshots.takeCustomers({ first_name: ["Ada", "Bob", "Cy"] })).map(({ id }) => id)).toEqual(
        ids,
      );
      expect((await service.snapshots.takeCustomers({ email: " ADA@example.com" })).map(({ id }) => id)).toEqual([
        ada.id,
      ]);
      expect(await service.snapshots.takeCustomers([])).toEqual([]);
    });
  });

  describe("restoreCustomerSnapshots", () => {
    itOnOurs(
      "puts back what an update wrote, every column and the time, and twice writes nothing the second time",
      async () => {
        const { id } = await service.createCustomers(ADA);
        const before = await customer(id);
        const written = {
          first_name: null,
          company_name: "New",
          email: " NEW@example.com ",
          metadata: { drop: "", a: 1 },
        };
        const snapshots = await service.snapshots.takeCustomers(id);
        await service.updateCustomers(id, written);

        expect(await service.snapshots.restoreCustomers(snapshots, written)).toEqual({ restored: [id], refused: [] });
        expect(await customer(id)).toEqual(before);
        expect(await service.snapshots.takeCustomers(id)).toEqual(snapshots);

        expect(await service.snapshots.restoreCustomers(snapshots, written)).toEqual({ restored: [], refused: [] });
        expect(await service.snapshots.takeCustomers(id)).toEqual(snapshots);
      },
    );

    itOnOurs("puts back a row that core's own compensation has half restored", async () => {
      const { id } = await service.createCustomers(ADA);
      const snapshots = await service.snapshots.takeCustomers(id);
      const written = { first_name: "New", company_name: "New", metadata: { keep: 2, added: 3 } };
      await service.updateCustomers(id, written);
      await service.updateCustomers(id, { first_name: "Ada", metadata: ADA.metadata });

      expect(await service.snapshots.restoreCustomers(snapshots, written)).toEqual({ restored: [id], refused: [] });
      expect(await service.snapshots.takeCustomers(id)).toEqual(snapshots);
    });

    itOnOurs("keeps rows that another writer changed or deleted, names them, and restores the others", async () => {
      const rows = await service.createCustomers([{}, {}, {}, {}]);
      const [mine, theirs, deleted, gone] = rows.map(({ id }) => id);
      const snapshots = await service.snapshots.takeCustomers([mine, theirs, deleted, gone]);
      const written = { company_name: "New" };
      await service.updateCustomers([mine, theirs, deleted, gone], written);
      await service.updateCustomers(theirs, { last_name: "Theirs" });
      await service.softDeleteCustomers([deleted]);
      await service.deleteCustomers(gone);
      const left = [await customer(theirs), await customer(deleted)];

      const { restored, refused } = await service.snapshots.restoreCustomers(snapshots, written);
      expect(restored).toEqual([mine]);
      expect(refused).toEqual([deleted, gone, theirs].sort());
      expect([await customer(theirs), await customer(deleted)]).toEqual(left);
      expect(await service.listCustomers({ id: gone }, { withDeleted: true })).toEqual([]);
    });

    itOnOurs("refuses a value that is neither the old nor the written one, in a written column too", async () => {
      const { id } = await service.createCustomers(ADA);
      const snapshots = await service.snapshots.takeCustomers(id);
      await service.updateCustomers(id, { phone: "2" });
      await service.updateCustomers(id, { phone: "3" });

      expect(await service.snapshots.restoreCustomers(snapshots, { phone: "2" })).toEqual({
        restored: [],
        refused: [id],
      });
      expect(await customer(id)).toMatchObject({ phone: "3" });
    });

    itOnOurs("refuses nothing and writes nothing for an update that never happened, or for no rows", async () => {
      const { id } = await service.createCustomers(ADA);
      const snapshots = await service.snapshots.takeCustomers(id);

      expect(await service.snapshots.restoreCustomers(snapshots, { phone: "2" })).toEqual({
        restored: [],
        refused: [],
      });
      expect(await service.snapshots.restoreCustomers([], { phone: "2" })).toEqual({ restored: [], refused: [] });
    });

    itOnOurs("leaves a customer whose email was taken meanwhile, names it, and restores all others", async () => {
      const [ada, bob] = await service.createCustomers([ADA, { first_name: "Bob", email: "bob@example.com" }]);
      const before = await customer(bob.id);
      const snapshots = await service.snapshots.takeCustomers([ada.id, bob.id]);
      const written = { email: null, last_name: "New" };
      await service.updateCustomers([ada.id, bob.id], written);
      await service.createCustomers({ email: ADA.email });
      const left = await customer(ada.id);

      expect(await service.snapshots.restoreCustomers(snapshots, written)).toEqual({
        restored: [bob.id],
        refused: [ada.id],
      });
      expect(await customer(ada.id)).toEqual(left);
      expect(await customer(bob.id)).toEqual(before);
    });
  });

  describe("restoreCustomerAddressSnapshots", () => {
    itOnOurs(
      "puts back what an update wrote, marks and time too, and twice writes nothing the second time",
      async () => {
        const { addresses } = await service.createCustomers({
          addresses: [{ city: "Bern", metadata: { a: 1 }, is_default_shipping: true, is_default_billing: true }],
        });
        const [{ id }] = addresses;
        const before = await address(id);
        const written = { city: null, metadata: { b: 2 }, is_default_shipping: false, is_default_billing: false };
        const snapshots = await service.snapshots.takeAddresses({ id });
        await service.updateCustomerAddresses(id, written);

        expect(await service.snapshots.restoreAddresses(snapshots, written)).toEqual({
          restored: [id],
          refused: [],
        });
        expect(await address(id)).toEqual(before);
        expect(await service.snapshots.restoreAddresses(snapshots, written)).toEqual({
          restored: [],
          refused: [],
        });
      },
    );

    itOnOurs("does not take a default mark from the address that has it meanwhile", async () => {
      const { id: customer_id, addresses } = await service.createCustomers({
        addresses: [{ city: "Bern", is_default_shipping: true }],
      });
      const [{ id }] = addresses;
      const snapshots = await service.snapshots.takeAddresses({ customer_id });
      const written = { is_default_shipping: false, city: "New" };
      await service.updateCustomerAddresses(id, written);
      const existing = await service.createCustomerAddresses({ customer_id, is_default_shipping: true });

      await service.snapshots.restoreAddresses(snapshots, written);
      expect(await address(id)).toMatchObject({ city: "Bern", is_default_shipping: false });
      expect(await address(existing.id)).toMatchObject({ is_default_shipping: true });
    });

    itOnOurs("keeps rows that another writer changed or deleted, and names them", async () => {
      const { id: customer_id, addresses } = await service.createCustomers({ addresses: [{}, {}, {}] });
      const [mine, theirs, deleted] = addresses.map(({ id }) => id);
      const snapshots = await service.snapshots.takeAddresses({ customer_id });
      const written = { city: "New" };
      await service.updateCustomerAddresses({ customer_id }, written);
      await service.updateCustomerAddresses(theirs, { province: "Theirs" });
      await service.softDeleteCustomerAddresses([deleted]);

      expect(await service.snapshots.restoreAddresses(snapshots, written)).toEqual({
        restored: [mine],
        refused: [theirs, deleted].sort(),
      });
      expect(await address(theirs)).toMatchObject({ city: "New", province: "Theirs" });
    });
  });
});
