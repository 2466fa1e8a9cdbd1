import fc from "fast-check";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

/** Statements take rows in the order of their keys, for the sake of locks; errors name the first in the order given. */
describeCustomerModule(({ service, medusaApp }) => {
  const ours = runningService(medusaApp);
  const refused = async (work: Promise<unknown>): Promise<string> => {
    const [{ reason }] = (await Promise.allSettled([work])) as PromiseRejectedResult[];
    return reason.message;
  };
  const taken = (email: string) => `Customer with email: ${email}, has_account: false, already exists.`;

  it("creating customers: the first whose email is taken, or that repeats one of the batch, at any position", async () => {
    const existing = ["b", "m", "x"].map((name) => ({ email: `${name}@x.io` }));
    await service.createCustomers(existing);
    const emails = fc.constantFrom(..."abclmnxyz").map((name) => ({ email: `${name}@x.io` }));

    await fc.assert(
      fc.asyncProperty(fc.array(emails, { minLength: 1, maxLength: 8 }), async (batch) => {
        const first = batch.find(
          ({ email }, place) =>
            existing.some((one) => one.email === email) || batch.slice(0, place).some((one) => one.email === email),
        );
        fc.pre(first !== undefined);

        expect(await refused(service.createCustomers(batch))).toBe(taken(first?.email ?? ""));
        expect((await service.listAndCountCustomers())[1]).toBe(3);
      }),
      { numRuns: 50 },
    );
  });

  it("creating groups and addresses", async () => {
    await service.createCustomerGroups([{ name: "a" }, { name: "z" }]);
    expect(await refused(service.createCustomerGroups([{ name: "n" }, { name: "z" }, { name: "a" }]))).toBe(
      "Customer group with name: z, already exists.",
    );

    const [ann, bob] = await service.createCustomers([{}, {}]);
    const of = (id: string) => ({ customer_id: id, is_default_billing: true });
    await service.createCustomerAddresses([of(ann.id), of(bob.id)]);
    expect(await refused(service.createCustomerAddresses([of(bob.id), of(ann.id)]))).toContain(bob.id);
    expect(await refused(service.createCustomerAddresses([{ customer_id: "cus_z" }, { customer_id: "cus_a" }]))).toBe(
      "You tried to set relationship customer_id: cus_z, but such entity does not exist",
    );
  });

  it("adding to groups: the first pair whose customer, or whose group, does not exist", async () => {
    const { id } = await service.createCustomers({});
    const group = await service.createCustomerGroups({ name: "a" });
    const deleted = await service.createCustomerGroups([{ name: "b" }, { name: "c" }]);
    await service.softDeleteCustomerGroups(deleted.map((one) => one.id));
    const pairs = (...names: [string, string][]) =>
      names.map(([customer_id, customer_group_id]) => ({ customer_id, customer_group_id }));

    expect(
      await refused(service.addCustomerToGroup(pairs([id, group.id], ["cus_z", group.id], ["cus_a", group.id]))),
    ).toBe("You tried to set relationship customer_id: cus_z, but such entity does not exist");
    expect(await refused(service.addCustomerToGroup(pairs([id, deleted[1].id], [id, deleted[0].id])))).toBe(
      `You tried to set relationship customer_group_id: ${deleted[1].id}, but such entity does not exist`,
    );
    expect(await service.listCustomerGroupCustomers()).toEqual([]);
  });

  it("updating each: the first whose new email is taken", async () => {
    const customers = await service.createCustomers(["a", "b", "c", "d"].map((name) => ({ email: `${name}@x.io` })));
    const [, b, c, d] = customers;

    const updates = [
      { id: d.id, phone: "1" },
      { id: c.id, email: "b@x.io" },
      { id: b.id, email: "a@x.io" },
    ];
    expect(await refused(ours.batches.updateEach(updates))).toBe(taken("b@x.io"));
    expect(await service.listCustomers()).toMatchObject(customers.map(({ id, email }) => ({ id, email, phone: null })));
  });
});
