import { countsOf, importClient } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

const HEADER = "external_id,email,first_name";
const file = (...rows: string[]): string => `${[HEADER, ...rows].join("\n")}\n`;

describeCustomerModule(({ medusaApp }) => {
  const service = runningService(medusaApp);
  const { runFile, errorsOf } = importClient(service);

  /** The old shop had two customers, and has merged the second into the first, who now has the second's email. */
  const BEFORE = file("1,ann@x.io,Ann", "2,ann.lee@x.io,Annie");
  const AFTER = file("1,ann.lee@x.io,Ann");

  const conflict = async (): Promise<string> => {
    await runFile(BEFORE);
    const { id, invalid } = await runFile(AFTER);
    expect(invalid).toBe(1);
    return (await errorsOf(id))[0];
  };
  const idOf = async (external_id: string): Promise<string> =>
    // as: the filter is ours, core's type does not know the column.
    (await service.listCustomers({ external_id } as object))[0].id;

  it("an email of another customer is an error that names that customer, and what to do", async () => {
    const error = await conflict();
    expect(error).toContain(await idOf("2"));
    expect(error).toMatch(/^2 email: .*merge.*import the file again/i);
  });

  it("merging the two here, as the old shop did, and importing again works", async () => {
    await conflict();
    const [survivor_id, merged_id] = [await idOf("1"), await idOf("2")];
    await service.merges.merge({ customer_ids: [survivor_id, merged_id], survivor_id });
    expect(countsOf(await runFile(AFTER))).toMatchObject({ invalid: 0, updated: 1 });
    expect(await service.listCustomers({})).toMatchObject([
      { id: survivor_id, email: "ann.lee@x.io", first_name: "Ann" },
    ]);
  });

  it("changing that customer's email and importing again works", async () => {
    await conflict();
    await service.updateCustomers(await idOf("2"), { email: "annie@x.io" });
    expect(countsOf(await runFile(AFTER))).toMatchObject({ invalid: 0, updated: 1 });
    expect((await service.listCustomers({})).map(({ email }) => email).sort()).toEqual(["ann.lee@x.io", "annie@x.io"]);
  });
});
