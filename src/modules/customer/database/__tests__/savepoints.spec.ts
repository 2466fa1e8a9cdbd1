import { everythingSent } from "../../../../../integration-tests/helpers/databases/sent-statements";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

describeCustomerModule(({ medusaApp }) => {
  const service = runningService(medusaApp);
  const inTransaction = (task: (context: { transactionManager: unknown }) => Promise<void>) =>
    service.baseRepository_.transaction<unknown>(async (transactionManager) => await task({ transactionManager }));

  /** The savepoints that are set and released, in order. */
  async function savepointsOf(work: () => Promise<unknown>): Promise<string[]> {
    const sent = await everythingSent(work);
    return sent.map(({ text }) => text).filter((text) => /savepoint/i.test(text));
  }

  it("in a transaction of the caller, each call releases its savepoint: they do not nest", async () => {
    const [ann, bob] = await service.createCustomers([{ email: "ann@x.io" }, { email: "bob@x.io" }]);
    await service.softDeleteCustomers([ann.id, bob.id]);

    const sent = await savepointsOf(() =>
      inTransaction(async (context) => {
        await service.createCustomers([{ email: "cy@x.io" }, { email: "dan@x.io" }], context);
        await service.restoreCustomers([ann.id, bob.id], {}, context);
        await service.batches.updateEach(
          [ann, bob].map(({ id }) => ({ id, first_name: "New" })),
          context,
        );
      }),
    );

    expect(sent).toEqual([
      "savepoint customers_rows",
      "release savepoint customers_rows",
      "savepoint customers_before",
      "release savepoint customers_before",
      "savepoint customers_rows",
      "release savepoint customers_rows",
    ]);
  });

  it("in a transaction of the module's own the commit ends the savepoint, without a statement more", async () => {
    expect(await savepointsOf(() => service.createCustomers([{ email: "ann@x.io" }, { email: "bob@x.io" }]))).toEqual([
      "savepoint customers_rows",
    ]);
  });
});
