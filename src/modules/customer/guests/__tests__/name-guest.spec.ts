import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

const ADDRESS = { first_name: " Ada ", last_name: "Lovelace", phone: "+44 20" };

describeCustomerModule(({ medusaApp }) => {
  const service = runningService(medusaApp);

  it("a guest without a name gets name and phone of an address, once", async () => {
    const { id } = await service.createCustomers({ email: "ada@x.io" });
    expect(await service.guests.name(id, ADDRESS)).toEqual({ ...ADDRESS, first_name: "Ada" });
    const named = await service.retrieveCustomer(id);
    expect(named).toMatchObject({ first_name: "Ada", last_name: "Lovelace", phone: "+44 20" });
    expect(await service.guests.name(id, { first_name: "Bob" })).toBeNull();
    expect(await service.retrieveCustomer(id)).toEqual(named);
    expect(await service.listCustomers({ q: "lovelace" })).toMatchObject([{ id }]);
  });

  it("existing values stay", async () => {
    const [phone, name, account] = await service.createCustomers([
      { email: "phone@x.io", phone: "+1" },
      { email: "name@x.io", last_name: "Only" },
      { email: "account@x.io", has_account: true },
    ]);
    expect(await Promise.all([phone, name, account].map(({ id }) => service.guests.name(id, ADDRESS)))).toEqual([
      { ...ADDRESS, first_name: "Ada", phone: "+1" },
      null,
      null,
    ]);
    expect(await service.retrieveCustomer(phone.id)).toMatchObject({ first_name: "Ada", phone: "+1" });
    expect(await service.retrieveCustomer(name.id)).toMatchObject({ first_name: null, last_name: "Only", phone: null });
    expect(await service.retrieveCustomer(account.id)).toMatchObject({ first_name: null, phone: null });
  });

  it("an address without a name, and a customer who is deleted, change nothing", async () => {
    const [{ id }, { id: deleted }] = await service.createCustomers([{ email: "ada@x.io" }, { email: "bob@x.io" }]);
    await service.softDeleteCustomers([deleted]);
    expect(await service.guests.name(id, { first_name: " ", phone: "+1" })).toBeNull();
    expect(await service.guests.name(deleted, ADDRESS)).toBeNull();
    expect(await service.retrieveCustomer(id)).toMatchObject({ first_name: null, phone: null });
  });

  it("a guest without a name is found without a lock", async () => {
    const [guest, blank, named, account, deleted] = await service.createCustomers([
      { email: "guest@x.io" },
      { email: "blank@x.io", first_name: "", last_name: "" },
      { email: "named@x.io", last_name: "Only" },
      { email: "account@x.io", has_account: true },
      { email: "deleted@x.io" },
    ]);
    await service.softDeleteCustomers([deleted.id]);
    const ids = [guest, blank, named, account, deleted].map(({ id }) => id);
    expect(await Promise.all(ids.map((id) => service.guests.isUnnamed(id)))).toEqual([true, true, false, false, false]);
  });

  it("two orders at once name a guest once", async () => {
    const { id } = await service.createCustomers({ email: "ada@x.io" });
    const done = await Promise.all(["Ada", "Eve"].map((first_name) => service.guests.name(id, { first_name })));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect((await service.retrieveCustomer(id)).first_name).toBe(done[0] ? "Ada" : "Eve");
  });
});
