import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { countsOf, importClient } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import type { ImportedAddress } from "../types";

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const { run } = importClient(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const email = "a@example.com";
  const addresses = async () => await service.listCustomerAddresses({}, { order: { id: "ASC" } });

  const withAddresses = async (...given: ImportedAddress[]) => countsOf(await run([{ email, addresses: given }]));

  beforeEach(async () => {
    await service.createCustomers({
      email,
      addresses: [
        { address_name: "Home", address_1: "1 High Street", city: "London", phone: "1", is_default_shipping: true },
        { address_1: "2 Low Street", is_default_billing: true, metadata: { a: 1, b: { c: 2 } } },
      ],
    });
  });

  it("of the file that are stored are found and written where they differ; the others are made", async () => {
    const [home, low] = await addresses();
    const done = await withAddresses(
      { address_1: "2 low street", metadata: '{"a":9007199254740993}', address_name: "Low" },
      { address_name: "Home", city: "Paris" },
      { address_1: "3 New Street", country_code: "fr" },
    );

    expect(done).toMatchObject({ updated: 1, unchanged: 0 });
    const [homeNow, lowNow, made] = await addresses();
    expect(homeNow).toMatchObject({ id: home.id, address_1: "1 High Street", city: "Paris", phone: "1" });
    expect(lowNow).toMatchObject({
      id: low.id,
      address_1: "2 low street",
      address_name: "Low",
      is_default_billing: true,
    });
    expect(await sql(`select metadata::text from customer_address where id = '${low.id}'`)).toEqual([
      { metadata: '{"a": 9007199254740993, "b": {"c": 2}}' },
    ]);
    expect(made).toMatchObject({ address_1: "3 New Street", country_code: "fr", is_default_shipping: false });
  });

  it("that are stored as the file has them stay unchanged, and so does their customer", async () => {
    const before = await sql("select * from customer_address order by id");
    const same = { address_1: "1 High Street", city: "London", phone: "1", is_default_shipping: true };
    expect(await withAddresses({ address_name: "Home", ...same }, { address_1: "2 Low Street" })).toMatchObject({
      ...{ updated: 0, unchanged: 1 },
    });
    expect(await sql("select * from customer_address order by id")).toEqual(before);
  });

  it.each([
    { address_name: "House" },
    { company: "Engines" },
    { first_name: "Ada" },
    { last_name: "Lee" },
    { address_1: "One High Street" },
    { address_2: "Left" },
    { city: "Paris" },
    { country_code: "gb" },
    { province: "Kent" },
    { postal_code: "1" },
    { phone: "2" },
    { is_default_shipping: false },
    { is_default_billing: true },
    { metadata: '{"a": 2}' },
  ])("that differ in one field alone are written: %j", async (different) => {
    const same = {
      ...{ address_name: "Home", address_1: "1 High Street", city: "London", phone: "1", is_default_shipping: true },
      metadata: "{}",
    };
    const low = { address_1: "2 Low Street", metadata: '{"a":1}' };
    expect(await withAddresses(same, low)).toMatchObject({ unchanged: 1 });

    expect(await withAddresses({ ...same, ...different }, low)).toMatchObject({ updated: 1 });
    const { metadata, ...others } = different as Record<string, unknown>;
    expect((await addresses())[0]).toMatchObject({ ...others, ...(metadata ? { metadata: { a: 2 } } : {}) });
  });

  it("clear what the file says is empty, default marks included", async () => {
    const marked = { is_default_billing: false, metadata: null };
    expect(
      await withAddresses({ address_1: "2 Low Street", ...marked }, { address_name: "Home", phone: null }),
    ).toMatchObject({ updated: 1 });
    const [home, low] = await addresses();
    expect(home).toMatchObject({ phone: null, is_default_shipping: true });
    expect(low).toMatchObject({ is_default_billing: false, metadata: null });
  });

  it("pass default marks on, from one to another and in a ring; a customer has one of each at any time", async () => {
    await withAddresses(
      { address_1: "2 Low Street", is_default_shipping: true, is_default_billing: false },
      { address_name: "Home", is_default_billing: true },
    );
    const [home, low] = await addresses();
    expect(home).toMatchObject({ is_default_shipping: false, is_default_billing: true });
    expect(low).toMatchObject({ is_default_shipping: true, is_default_billing: false });

    await withAddresses({ city: "New", is_default_shipping: true, is_default_billing: true });
    expect((await addresses()).map((one) => [one.is_default_shipping, one.is_default_billing])).toEqual([
      [false, false],
      [false, false],
      [true, true],
    ]);
  });

  it("with one mark twice make the row an error", async () => {
    const done = await withAddresses(
      { city: "X", is_default_shipping: true },
      { city: "Y", is_default_shipping: true },
    );
    expect(done).toMatchObject({ invalid: 1, updated: 0 });
    expect(await addresses()).toHaveLength(2);
  });

  it("that are deleted are not found again", async () => {
    const [home] = await addresses();
    await service.softDeleteCustomerAddresses([home.id]);
    await withAddresses({ address_name: "Home", city: "Paris", is_default_shipping: true });
    expect(await addresses()).toMatchObject([{ address_1: "2 Low Street" }, { address_name: "Home", address_1: null }]);
  });
});
