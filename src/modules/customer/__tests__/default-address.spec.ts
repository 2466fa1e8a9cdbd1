import { MedusaError } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../integration-tests/helpers/customer-module";

/** Core has no such methods: its callers take the old mark away and give the new one in two calls. */
describeCustomerModule(({ service }) => {
  const setUp = async () => {
    const [ann, bob] = await service.createCustomers([{}, {}]);
    const [home, work, plain, others] = await service.createCustomerAddresses([
      { customer_id: ann.id, city: "home", is_default_shipping: true },
      { customer_id: ann.id, city: "work", is_default_billing: true },
      { customer_id: ann.id, city: "plain" },
      { customer_id: bob.id, city: "bob's", is_default_shipping: true },
    ]);
    return { ann, bob, home, work, plain, others };
  };
  const defaults = async (purpose: "shipping" | "billing") =>
    (await service.listCustomerAddresses({ [`is_default_${purpose}`]: true })).map((address) => address.city).sort();
  const rows = () => service.listCustomerAddresses({}, { order: { id: "ASC" } });

  describe("setDefaultAddress", () => {
    itOnOurs("moves one mark of one customer, and returns what changed as it was before", async () => {
      const { ann, home, plain } = await setUp();

      const before = await service.setDefaultAddress(ann.id, plain.id, "shipping");

      expect(await defaults("shipping")).toEqual(["bob's", "plain"]);
      expect(await defaults("billing")).toEqual(["work"]);
      expect(before.map(({ id, is_default }) => [id, is_default]).sort()).toEqual(
        [
          [home.id, true],
          [plain.id, false],
        ].sort(),
      );
      expect(await service.setDefaultAddress(ann.id, plain.id, "shipping")).toEqual([]);
    });

    itOnOurs("with null leaves the customer without a default", async () => {
      const { ann } = await setUp();

      await service.setDefaultAddress(ann.id, null, "shipping");

      expect(await defaults("shipping")).toEqual(["bob's"]);
      expect(await service.setDefaultAddress(ann.id, null, "shipping")).toEqual([]);
    });

    itOnOurs("refuses an address that is unknown, deleted or another customer's, and then moves nothing", async () => {
      const { ann, plain, others } = await setUp();
      await service.softDeleteCustomerAddresses([plain.id]);
      const before = await rows();

      for (const id of ["cuaddr_unknown", plain.id, others.id]) {
        await expect(service.setDefaultAddress(ann.id, id, "shipping")).rejects.toMatchObject({
          type: MedusaError.Types.NOT_FOUND,
          message: `Address with id: ${id} was not found`,
        });
      }
      expect(await rows()).toEqual(before);
    });

    itOnOurs("of many callers at once leaves one default, and no caller with an error", async () => {
      const { ann, home, work, plain } = await setUp();
      const wanted = Array.from({ length: 12 }, (_, index) => [home, work, plain][index % 3].id);

      await Promise.all(wanted.map((id) => service.setDefaultAddress(ann.id, id, "billing")));

      expect(await defaults("billing")).toHaveLength(1);
    });
  });

  describe("undoDefaultAddress", () => {
    itOnOurs("puts the rows back as they were, times included, and may run twice", async () => {
      const { ann, plain } = await setUp();
      const before = await rows();
      const swap = { customerId: ann.id, addressId: plain.id, purpose: "shipping" as const };
      const changed = await service.setDefaultAddress(ann.id, plain.id, "shipping");

      await service.undoDefaultAddress(swap, changed);
      expect(await rows()).toEqual(before);
      await service.undoDefaultAddress(swap, changed);
      expect(await rows()).toEqual(before);
    });

    itOnOurs("leaves the default alone that somebody else has chosen since", async () => {
      const { ann, work, plain } = await setUp();
      const changed = await service.setDefaultAddress(ann.id, plain.id, "shipping");
      await service.setDefaultAddress(ann.id, work.id, "shipping");

      await service.undoDefaultAddress({ customerId: ann.id, addressId: plain.id, purpose: "shipping" }, changed);

      expect(await defaults("shipping")).toEqual(["bob's", "work"]);
    });
  });
});
