import { MedusaError } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";

const emailsOf = (customers: { email: string }[]) => customers.map((customer) => customer.email).sort();

describeCustomerModule(({ service }) => {
  describe("an email is stored in one spelling", () => {
    itOnOurs("on creation: without white space around it, in NFC and in lower case", async () => {
      const decomposed = "Jose\u0301@Shop.io";

      const customers = await service.createCustomers([
        { email: " Ann.Lee@Shop.IO\n" },
        { email: decomposed },
        { email: "Ünïcödé@Bücher.example" },
        { email: "用户@例子.公司" },
      ]);

      expect(customers.map((customer) => customer.email)).toEqual([
        "ann.lee@shop.io",
        "jos\u00e9@shop.io",
        "ünïcödé@bücher.example",
        "用户@例子.公司",
      ]);
      expect(emailsOf(await service.listCustomers())).toEqual(emailsOf(customers));
    });

    itOnOurs("on update, by id, ids and selector", async () => {
      const [ann, bob] = await service.createCustomers([{ email: "ann@x.io" }, { email: "bob@x.io" }]);

      expect((await service.updateCustomers(ann.id, { email: " ANNA@X.io" })).email).toBe("anna@x.io");
      expect(emailsOf(await service.updateCustomers([bob.id], { email: "BOBBY@x.io" }))).toEqual(["bobby@x.io"]);
      const bySelector = await service.updateCustomers({ email: " Anna@x.io " }, { email: "Ann@X.IO" });
      expect(emailsOf(bySelector)).toEqual(["ann@x.io"]);
      expect(emailsOf(await service.listCustomers())).toEqual(["ann@x.io", "bobby@x.io"]);
    });

    itOnOurs("so two spellings are one customer, and the second is refused", async () => {
      const ann = await service.createCustomers({ email: "Ann@x.io" });
      const bob = await service.createCustomers({ email: "bob@x.io" });
      const refusal = {
        type: MedusaError.Types.INVALID_DATA,
        message: "Customer with email: ann@x.io, has_account: false, already exists.",
      };

      await expect(service.createCustomers({ email: "ann@X.io " })).rejects.toMatchObject(refusal);
      await expect(service.createCustomers([{ email: "c@x.io" }, { email: "ANN@x.io" }])).rejects.toMatchObject(
        refusal,
      );
      await expect(service.updateCustomers(bob.id, { email: "ANN@X.IO" })).rejects.toMatchObject(refusal);
      expect((await service.listCustomers({ email: "ann@x.io" })).map((customer) => customer.id)).toEqual([ann.id]);
      expect((await service.listAndCountCustomers())[1]).toBe(2);
    });

    itOnOurs("a blank one is no email", async () => {
      const customers = await service.createCustomers([{ email: "" }, { email: "  " }]);

      expect(customers.map((customer) => customer.email)).toEqual([null, null]);
      const ann = await service.createCustomers({ email: "ann@x.io" });
      expect((await service.updateCustomers(ann.id, { email: " " })).email).toBeNull();
    });
  });

  describe("a filter by email finds the stored spelling, however it is spelled", () => {
    const people = [
      { email: "ann@x.io", addresses: [{ city: "Bern" }] },
      { email: "ann@x.io", has_account: true },
      { email: "bob@x.io" },
    ];
    const both = ["ann@x.io", "ann@x.io"];
    const all = [...both, "bob@x.io"];

    itOnOurs("by value, array and $eq, $ne, $in, $nin, alone or below $and, $or and $not", async () => {
      await service.createCustomers(people);
      const cases: [Record<string, unknown>, string[]][] = [
        [{ email: " ANN@x.io" }, both],
        [{ email: ["ANN@x.io", "BOB@x.io"] }, all],
        [{ email: { $eq: "ANN@x.io" } }, both],
        [{ email: { $ne: "ANN@x.io" } }, ["bob@x.io"]],
        [{ email: { $in: ["ANN@x.io", "Bob@x.io"] } }, all],
        [{ email: { $nin: ["ANN@x.io"] } }, ["bob@x.io"]],
        [{ $or: [{ email: "ANN@x.io" }, { $and: [{ email: { $in: ["BOB@X.io"] } }] }] }, all],
        [{ $and: [{ email: "ANN@X.IO" }, { has_account: true }] }, ["ann@x.io"]],
        [{ $not: { email: "ANN@x.io" } }, ["bob@x.io"]],
        [{ addresses: { customer: { email: "ANN@x.io" } } }, ["ann@x.io"]],
      ];

      const answers = [];
      for (const [filters] of cases) {
        const [customers, count] = await service.listAndCountCustomers(filters);
        expect(emailsOf(await service.listCustomers(filters))).toEqual(emailsOf(customers));
        expect(count).toBe(customers.length);
        answers.push([filters, emailsOf(customers)]);
      }

      expect(answers).toEqual(cases);
    });

    itOnOurs("when customers are deleted by selector", async () => {
      await service.createCustomers(people);

      await service.deleteCustomers({ email: "ANN@x.io" });

      expect(emailsOf(await service.listCustomers())).toEqual(["bob@x.io"]);
    });

    itOnOurs("when addresses, groups and memberships are asked for by the email of their customer", async () => {
      const [guest] = await service.createCustomers(people);
      const group = await service.createCustomerGroups({ name: "VIP" });
      await service.addCustomerToGroup({ customer_id: guest.id, customer_group_id: group.id });
      const customer = { email: "ANN@x.io" };

      expect(await service.listCustomerAddresses({ customer })).toHaveLength(1);
      expect((await service.listAndCountCustomerAddresses({ customer }))[1]).toBe(1);
      expect(await service.listCustomerGroups({ customers: customer })).toHaveLength(1);
      expect((await service.listAndCountCustomerGroups({ customers: customer }))[1]).toBe(1);
      expect(await service.listCustomerGroupCustomers({ customer })).toHaveLength(1);
      expect(await service.updateCustomerAddresses({ customer }, { city: "Biel" })).toHaveLength(1);
      expect(await service.updateCustomerGroups({ customers: customer }, { name: "Top" })).toHaveLength(1);
    });

    it("leaves patterns and ranges as they are", async () => {
      await service.createCustomers(people);

      expect(emailsOf(await service.listCustomers({ email: { $ilike: "ANN@%" } }))).toEqual(both);
      expect(await service.listCustomers({ email: { $like: "ANN@%" } })).toEqual([]);
      expect(emailsOf(await service.listCustomers({ email: { $like: "ann@%" } }))).toEqual(both);
      expect(emailsOf(await service.listCustomers({ email: { $gt: "b" } }))).toEqual(["bob@x.io"]);
    });

    it("leaves a metadata key called email as it is: metadata is the shop's own", async () => {
      const metadata = { email: "Private@X.io" };
      const ann = await service.createCustomers({ metadata, addresses: [{ metadata }] });

      expect((await service.listCustomers({ metadata } as Record<string, unknown>)).map(({ id }) => id)).toEqual([
        ann.id,
      ]);
      expect(await service.listCustomerAddresses({ metadata })).toHaveLength(1);
      expect(await service.updateCustomerAddresses({ metadata }, { city: "Bern" })).toHaveLength(1);
    });
  });
});

describe("email_normalization: lowercase_domain", () => {
  describeCustomerModule(
    ({ service }) => {
      itOnOurs("keeps the case of the local part, which distinguishes customers, and lowers the domain", async () => {
        const customers = await service.createCustomers([{ email: " Ann@Shop.IO " }, { email: "ann@shop.io" }]);

        expect(customers.map((customer) => customer.email)).toEqual(["Ann@shop.io", "ann@shop.io"]);
        expect(emailsOf(await service.listCustomers({ email: "Ann@SHOP.io" }))).toEqual(["Ann@shop.io"]);
        // What docs/emails.md warns of: checkout asks in lower case, and this option distinguishes the two.
        expect(await service.listCustomers({ email: "ANN@shop.io" })).toEqual([]);
        await expect(service.createCustomers({ email: "Ann@SHOP.io" })).rejects.toThrow(
          "Customer with email: Ann@shop.io, has_account: false, already exists.",
        );
      });
    },
    { email_normalization: "lowercase_domain" },
  );
});

describe("email_normalization: none", () => {
  describeCustomerModule(
    ({ service }) => {
      itOnOurs("keeps the case, and still trims and composes", async () => {
        const customers = await service.createCustomers([
          { email: " Jose\u0301@Shop.IO " },
          { email: "jos\u00e9@shop.io" },
        ]);

        expect(customers.map((customer) => customer.email)).toEqual(["Jos\u00e9@Shop.IO", "jos\u00e9@shop.io"]);
        expect(emailsOf(await service.listCustomers({ email: "Jose\u0301@Shop.IO" }))).toEqual(["Jos\u00e9@Shop.IO"]);
        expect(await service.listCustomers({ email: "JOS\u00c9@shop.io" })).toEqual([]);
      });
    },
    { email_normalization: "none" },
  );
});
