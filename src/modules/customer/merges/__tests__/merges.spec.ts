import type { CustomerDTO } from "@medusajs/framework/types";
import { runOfMerge } from "../../../../../integration-tests/helpers/merges/merges";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import type CustomerModuleService from "../../service";
import type { MergeUndo } from "../apply-merge.sql";

describeCustomerModule(({ service, sql }) => {
  const create = (fields: object): Promise<CustomerDTO> =>
    // as: the contract's type leaves out has_account, which core writes by this method too.
    service.createCustomers(fields as Parameters<CustomerModuleService["createCustomers"]>[0] & object);

  const registered = (name: string, fields: object = {}) =>
    create({ email: `${name}@x.io`, has_account: true, first_name: name, ...fields });
  const guest = (name: string, fields: object = {}) => create({ email: `${name}@x.io`, ...fields });

  const merge = async (survivor: CustomerDTO, merged: CustomerDTO) => {
    const done = await service.merges.merge({ customer_ids: [merged.id, survivor.id], survivor_id: survivor.id });
    await service.merges.complete(runOfMerge(done));
    return done;
  };

  it("a registered customer survives a guest, whichever comes first and whichever is older", async () => {
    const old = await guest("guest");
    const young = await registered("ada");

    const { plan } = await service.merges.preview({ customer_ids: [old.id, young.id] });

    expect(plan).toMatchObject({ survivor_id: young.id, merged_id: old.id });
    expect(await service.merges.preview({ customer_ids: [young.id, old.id] })).toMatchObject({ plan });
  });

  it("an equal address is not moved, and gives its default mark to the existing one", async () => {
    const ada = await registered("ada", { addresses: [{ city: "Paris", address_1: "1 Street" }] });
    const other = await guest("guest", {
      addresses: [
        { city: " PARIS", address_1: "1  street", is_default_shipping: true, address_name: "home" },
        { city: "Rome", is_default_billing: true },
      ],
    });

    const { plan } = await merge(ada, other);

    const addresses = await service.listCustomerAddresses({ customer_id: ada.id }, { order: { id: "ASC" } });
    expect(addresses).toEqual([
      expect.objectContaining({ id: ada.addresses[0].id, is_default_shipping: true, is_default_billing: false }),
      expect.objectContaining({ city: "Rome", is_default_shipping: false, is_default_billing: true }),
    ]);
    expect(plan?.addresses.not_moved).toHaveLength(1);
  });

  it("A into B, B into C: both lead to C in one step, and from there everything is found", async () => {
    const [a, b, c] = [await guest("a", { addresses: [{ city: "A" }] }), await guest("b"), await registered("c")];
    await merge(b, a);
    await merge(c, b);

    expect(await service.merges.findSurvivor(a.id)).toBe(c.id);
    expect(await service.merges.findSurvivor(b.id)).toBe(c.id);
    expect(await service.merges.findSurvivor(c.id)).toBeNull();
    expect(await service.merges.findSurvivor("cus_unknown")).toBeNull();
    expect(await service.listCustomerAddresses({ customer_id: c.id })).toHaveLength(1);
    expect(await sql("select survivor_id from customer_merge")).toEqual([{ survivor_id: c.id }, { survivor_id: c.id }]);
  });

  it("undoing the second merge of a chain lets the first lead where it led", async () => {
    const [a, b, c] = [await guest("a"), await guest("b"), await registered("c")];
    await merge(b, a);
    const { undo } = await merge(c, b);

    await service.merges.undo(undo as MergeUndo);

    expect(await service.merges.findSurvivor(a.id)).toBe(b.id);
    expect(await service.merges.findSurvivor(b.id)).toBeNull();
    expect((await service.retrieveCustomer(b.id)).email).toBe("b@x.io");
  });

  it("retrieving a merged customer says where it is now; an unknown one is answered in core's words", async () => {
    const [a, b] = [await guest("a"), await registered("b")];
    await merge(b, a);

    await expect(service.retrieveCustomer(a.id)).rejects.toMatchObject({
      type: "not_found",
      message: `Customer with id: ${a.id} was not found. It was merged into customer "${b.id}"; use that id.`,
    });
    await expect(service.retrieveCustomer("cus_unknown")).rejects.toMatchObject({
      type: "not_found",
      message: "Customer with id: cus_unknown was not found",
    });
  });

  it("a merged customer cannot be restored, and what is restored with it stays deleted", async () => {
    const [a, b, c] = [await guest("a"), await registered("b"), await guest("c")];
    await merge(b, a);
    await service.softDeleteCustomers([c.id]);

    await expect(service.restoreCustomers([c.id, a.id])).rejects.toMatchObject({
      type: "not_allowed",
      message: expect.stringContaining(`${a.id} (into ${b.id})`),
    });
    expect(await service.listCustomers({ id: [a.id, c.id] })).toEqual([]);
    await service.restoreCustomers([c.id]);
    expect(await service.listCustomers({ id: [a.id, c.id] })).toHaveLength(1);
  });

  it("refuses one id twice, unknown, deleted and merged ones, a third one's email, a merge in progress: each by name", async () => {
    const [a, b, c, gone] = [await guest("a"), await registered("b"), await guest("c"), await guest("gone")];
    await service.softDeleteCustomers([gone.id]);
    const begun = await service.merges.merge({ customer_ids: [a.id, b.id] });
    const codes = async (...customer_ids: string[]) =>
      (await service.merges.preview({ customer_ids })).blockers.map(({ code }) => code);

    expect(await codes(c.id, c.id)).toEqual(["same_customer"]);
    expect(await codes(c.id, "cus_unknown")).toEqual(["not_found"]);
    expect(await codes(c.id, gone.id)).toEqual(["not_found"]);
    expect(await codes(c.id, b.id)).toEqual(["merge_in_progress"]);
    expect(await codes(a.id, b.id)).toEqual(["merge_in_progress", "merge_in_progress"]);
    await service.merges.complete(runOfMerge(begun));
    expect(await codes(c.id, b.id)).toEqual([]);
    expect(await codes(a.id, b.id)).toEqual(["merged_already"]);
    expect((await service.merges.preview({ customer_ids: [a.id, b.id] })).blockers).toMatchObject([
      { customer_id: a.id, survivor_id: b.id },
    ]);
    await expect(service.merges.merge({ customer_ids: [a.id, b.id] })).rejects.toMatchObject({
      type: "not_allowed",
      message: `The customers cannot be merged. Customer "${a.id}" was merged into "${b.id}" already; use that id.`,
    });
    await expect(service.merges.merge({ customer_ids: [c.id, "cus_unknown"] })).rejects.toMatchObject({
      type: "not_found",
    });
    await expect(service.merges.merge({ customer_ids: [c.id, c.id] })).rejects.toMatchObject({
      type: "invalid_data",
    });
  });

  it("refuses a choice that is neither of the two, and more or less than two ids", async () => {
    const [a, b] = [await guest("a"), await registered("b")];
    const customer_ids = [a.id, b.id];
    const refused = (input: Parameters<typeof service.merges.preview>[0], field: string) =>
      expect(service.merges.preview(input)).rejects.toMatchObject({
        type: "invalid_data",
        message: expect.stringContaining(field),
      });

    await refused({ customer_ids, survivor_id: "cus_other" }, "survivor_id");
    await refused({ customer_ids, fields: { email: "cus_other" } }, "fields.email");
    await refused({ customer_ids: [a.id] }, "customer_ids");
    await refused({ customer_ids: [a.id, b.id, a.id] }, "customer_ids");
    await refused({ customer_ids: [a.id, "\u0000"] }, "customer_ids");
  });

  it("an interrupted merge is resumed by the same merge later, once, and is not undone then", async () => {
    const [a, b] = [await guest("a"), await registered("b")];
    const { id } = await service.merges.merge({ customer_ids: [a.id, b.id] });
    await sql("update customer_merge set heartbeat_at = now() - interval '6 minutes'");

    expect(await service.merges.preview({ customer_ids: [a.id, b.id] })).toEqual({ plan: null, blockers: [] });
    await expect(service.merges.merge({ customer_ids: [a.id, b.id], survivor_id: a.id })).rejects.toMatchObject({
      type: "not_found",
    });
    const again = await service.merges.merge({ customer_ids: [a.id, b.id] });

    expect(again).toMatchObject({ id, state: "resumed", survivor_id: b.id, merged_id: a.id, undo: null });
    await expect(service.merges.merge({ customer_ids: [a.id, b.id] })).rejects.toThrow("in progress");
  });

  it("an existing claim is returned again; one for an email that has changed is refused", async () => {
    const [a, b] = [await guest("ada"), await registered("ada")];
    const claim = { customer_ids: [b.id, a.id], survivor_id: b.id, kind: "claim" as const };

    await expect(service.merges.merge({ ...claim, expected_email: "other@x.io" })).rejects.toThrow(
      "has changed since it was verified",
    );
    const { id } = await service.merges.merge({ ...claim, expected_email: "ada@x.io" });
    const again = await service.merges.merge({ ...claim, expected_email: "ada@x.io" });

    expect(again).toMatchObject({ id, state: "already_merged", undo: null });
    expect(await service.merges.findLastClaim(b.id)).toBe(a.id);
    expect(await service.merges.findLastClaim(a.id)).toBeNull();
  });

  it("what another writer changed after the merge stays when the merge is undone, and is reported", async () => {
    const ada = await registered("ada", { first_name: null, phone: null });
    const other = await guest("guest", { first_name: "Ada", phone: "1", addresses: [{ city: "Paris" }] });
    const { undo } = await merge(ada, other);
    await service.updateCustomers(ada.id, { first_name: "Augusta", company_name: "Engines" });
    await service.updateCustomerAddresses(other.addresses[0].id, { city: "Rome" });

    const { notRestored } = await service.merges.undo(undo as MergeUndo);

    expect(notRestored).toEqual([ada.id]);
    expect(await service.retrieveCustomer(ada.id)).toMatchObject({
      first_name: "Augusta",
      company_name: "Engines",
      phone: null,
    });
    const restored = await service.retrieveCustomer(other.id, { relations: ["addresses"] });
    expect(restored).toMatchObject({ first_name: "Ada", addresses: [{ city: "Rome" }] });
  });

  it("a merge whose customer's email was taken meanwhile cannot be undone, and says by whom", async () => {
    const [a, b] = [await guest("a"), await registered("b")];
    const { undo } = await merge(b, a);
    const taker = await guest("a");

    await expect(service.merges.undo(undo as MergeUndo)).rejects.toMatchObject({
      type: "not_allowed",
      message: expect.stringContaining(taker.id),
    });
    expect(await service.merges.findSurvivor(a.id)).toBe(b.id);
  });

  it("numbers in metadata that JavaScript cannot hold are merged as they are", async () => {
    const [a, b] = [await guest("a"), await registered("b", { metadata: { own: 1 } })];
    await sql(`update customer set metadata = '{"big": 12345678901234567890123, "own": 2}' where id = '${a.id}'`);

    await merge(b, a);

    expect(await sql(`select metadata::text from customer where id = '${b.id}'`)).toEqual([
      { metadata: '{"big": 12345678901234567890123, "own": 1}' },
    ]);
  });

  it("a redirect that core's restore has made untrue is forgotten when the customer is merged again", async () => {
    const [a, b, c] = [await guest("a"), await registered("b"), await registered("c")];
    await merge(b, a);
    await sql(`update customer set deleted_at = null where id = '${a.id}'`);

    await merge(c, a);

    expect(await service.merges.findSurvivor(a.id)).toBe(c.id);
    expect((await service.retrieveCustomer(b.id)).id).toBe(b.id);
  });
});
