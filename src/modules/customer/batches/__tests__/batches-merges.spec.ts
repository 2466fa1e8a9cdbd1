import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import type { CustomerUpsert } from "../resolve-upserts";

describeCustomerModule(({ medusaApp }) => {
  const service = runningService(medusaApp);
  const plan = (...upsert: CustomerUpsert[]) => service.batches.plan({ create: [], update: [], delete: [], upsert });
  let survivor_id: string;

  beforeEach(async () => {
    const made = await service.createCustomers([
      { email: "a@x.io", external_id: "1" },
      { email: "b@x.io", external_id: "2" },
    ] as never);
    survivor_id = made[0].id;
    await service.merges.merge({ customer_ids: made.map(({ id }) => id), survivor_id });
  });

  it.each<[string, CustomerUpsert, string]>([
    ["external_id", { external_id: "2", email: "c@x.io" }, "external_id"],
    ["email", { email: "B@x.io" }, "email"],
    ["email beside an unknown external_id", { external_id: "3", email: "b@x.io" }, "email"],
  ])(
    "an upsert that names a merged customer by its %s is refused with the survivor's id",
    async (_name, one, field) => {
      await expect(plan({ email: "new@x.io" }, one)).rejects.toThrow(
        `The field "upsert.1.${field}" is that of a customer who was merged into ${survivor_id}; name this one by its id, or leave the item out; ` +
          "if it is another person, use `create`.",
      );
    },
  );

  it("an upsert of a live customer, of another kind, or after the survivor is deleted, is not refused", async () => {
    expect((await plan({ external_id: "1", email: "b@x.io" })).update).toMatchObject([{ id: survivor_id }]);
    const { id } = await service.createCustomers({ email: "b@x.io", has_account: true });
    expect((await plan({ external_id: "2", email: "b@x.io" })).update).toMatchObject([{ id }]);
    await service.softDeleteCustomers([id]);
    await expect(plan({ email: "b@x.io", has_account: true })).rejects.toThrow("asks for an account");
    await service.softDeleteCustomers([survivor_id]);
    expect((await plan({ external_id: "2", email: "b@x.io" })).create).toMatchObject([{ email: "b@x.io" }]);
  });
});
