import type { CustomerDTO } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import {
  describeCustomerModule,
  runsAgainstCore,
} from "../../../../../integration-tests/helpers/modules/customer-module";
import { notConfirmableError } from "../email-change";

const NOT_CONFIRMABLE = { type: MedusaError.Types.NOT_FOUND, message: notConfirmableError().message };

/** Core has no such methods. */
const describeOurs = runsAgainstCore ? () => {} : describeCustomerModule;

describeOurs(({ service, sql }) => {
  const rows = () => sql<Record<string, unknown>>("select * from customer_email_change order by id");

  async function account(email = "ada@x.io"): Promise<CustomerDTO> {
    return await service.createCustomers(Object.assign({ email }, { has_account: true }));
  }

  const request = (customer: { id: string }, email = "new@x.io", requested_by: "admin" | "customer" = "customer") =>
    service.emailChanges.request({ customer_id: customer.id, email, requested_by });

  describe("requestEmailChange", () => {
    it("keeps the address as this store spells it, for a day, and of the token only a hash", async () => {
      const ada = await account();
      const { change, token } = await request(ada, " New@X.io ");

      expect(change).toEqual({
        ...{ id: expect.stringMatching(/^cusech_[0-9A-Z]{26}$/), customer_id: ada.id },
        ...{ old_email: "ada@x.io", new_email: "new@x.io", state: "pending", requested_by: "customer" },
        ...{ expires_at: expect.any(Date), created_at: expect.any(Date), updated_at: expect.any(Date) },
        ...{ approved_at: null, awaits_approval: false },
      });
      expect(change.expires_at.getTime() - change.created_at.getTime()).toBe(24 * 60 * 60 * 1_000);
      expect(token).toMatch(/^[\w-]{43}$/);
      const [row] = await rows();
      expect(row.token_hash).toMatch(/^[0-9a-f]{64}$/);
      expect(Object.values(row)).not.toContain(token);
      expect(await service.emailChanges.retrievePending(ada.id)).toEqual(change);
      expect(await service.emailChanges.retrieve(change.id)).toEqual(change);
    });

    it("replaces the one that waits; each token is another", async () => {
      const ada = await account();
      const first = await request(ada, "first@x.io");
      const second = await request(ada, "second@x.io");
      expect(second.token).not.toBe(first.token);
      expect(await service.emailChanges.retrieve(first.change.id)).toMatchObject({ state: "cancelled" });
      await expect(service.emailChanges.redeem({ token: first.token, customer_id: ada.id })).rejects.toMatchObject(
        NOT_CONFIRMABLE,
      );
      expect(await service.emailChanges.retrievePending(ada.id)).toEqual(second.change);
    });

    it("refuses an unknown or deleted customer, a guest, their own and an unstorable address", async () => {
      const [ada, gone] = [await account(), await account("gone@x.io")];
      await service.softDeleteCustomers([gone.id]);
      const guest = await service.createCustomers({ email: "guest@x.io" });
      const refusals: [{ id: string }, string, string][] = [
        [{ id: "cus_unknown" }, "new@x.io", 'Customer with id "cus_unknown" not found'],
        [gone, "new@x.io", `Customer with id "${gone.id}" not found`],
        [guest, "new@x.io", "is a guest"],
        [ada, "ADA@x.io", 'The field "email" is the email that the account has already'],
        [ada, "  ", 'The field "email" is blank'],
        [ada, "a\u0000@x.io", 'The field "email" holds a character'],
        [ada, `${"a".repeat(320)}@x.io`, 'The field "email" has'],
      ];
      for (const [customer, email, message] of refusals) {
        await expect(request(customer, email)).rejects.toMatchObject({ message: expect.stringContaining(message) });
      }
      expect(await rows()).toEqual([]);
    });

    it("the database itself lets only one wait", async () => {
      const ada = await account();
      await request(ada);
      const second = sql(`
        insert into customer_email_change (id, customer_id, new_email, requested_by, token_hash, expires_at)
        values ('x', '${ada.id}', 'x@x.io', 'admin', 'x', now())`);
      await expect(second).rejects.toThrow("IDX_customer_email_change_one_pending");
    });
  });

  describe("claimEmailChange", () => {
    it("takes a change once", async () => {
      const ada = await account();
      const { change, token } = await request(ada);
      const claim = { token, customer_id: ada.id };
      expect((await service.emailChanges.redeem(claim)).change).toMatchObject({ id: change.id, state: "confirmed" });
      await expect(service.emailChanges.redeem(claim)).rejects.toMatchObject(NOT_CONFIRMABLE);
      expect(await service.emailChanges.retrievePending(ada.id)).toBeNull();
    });

    it("finds without a login only what an admin requested", async () => {
      const [ada, bob] = [await account(), await account("bob@x.io")];
      const own = await request(ada);
      const forBob = await request(bob, "new.bob@x.io", "admin");
      await expect(service.emailChanges.redeem({ token: own.token })).rejects.toMatchObject(NOT_CONFIRMABLE);
      await expect(service.emailChanges.redeem({ token: forBob.token, customer_id: ada.id })).rejects.toMatchObject(
        NOT_CONFIRMABLE,
      );
      expect((await service.emailChanges.redeem({ token: forBob.token })).change.customer_id).toBe(bob.id);
    });

    it("finds none that is expired, of a deleted customer, or of one whose email is another now", async () => {
      const spoil: ((customer: CustomerDTO) => Promise<unknown>)[] = [
        () => sql("update customer_email_change set expires_at = now()"),
        ({ id }) => service.softDeleteCustomers([id]),
        ({ id }) => service.updateCustomers(id, { email: `${id.toLowerCase()}@x.io` }),
        ({ id }) => service.updateCustomers(id, { email: null }),
      ];
      for (const [index, work] of spoil.entries()) {
        const customer = await account(`ada-${index}@x.io`);
        const { token } = await request(customer, `new-${index}@x.io`);
        await work(customer);
        await expect(service.emailChanges.redeem({ token, customer_id: customer.id })).rejects.toMatchObject(
          NOT_CONFIRMABLE,
        );
      }
    });
  });

  describe("undoEmailChange", () => {
    it("takes back a request, a claim and a cancellation row for row, twice", async () => {
      const ada = await account();
      const { token } = await request(ada);
      const works = [
        () => request(ada, "other@x.io"),
        () => service.emailChanges.redeem({ token, customer_id: ada.id }),
        () => service.emailChanges.cancel(ada.id),
      ];
      for (const work of works) {
        const before = await rows();
        const { undo } = await work();
        expect(await rows()).not.toEqual(before);
        // A workflow keeps it as JSON.
        const kept = JSON.parse(JSON.stringify(undo));
        expect(await service.emailChanges.undo(kept)).toEqual([]);
        expect(await rows()).toEqual(before);
        expect(await service.emailChanges.undo(kept)).toEqual([]);
        expect(await rows()).toEqual(before);
      }
    });

    it("leaves what others have gone on with, and names it", async () => {
      const ada = await account();
      const first = await request(ada);
      await service.emailChanges.redeem({ token: first.token, customer_id: ada.id });
      expect(await service.emailChanges.undo(first.undo)).toEqual([first.change.id]);

      const second = await request(ada, "second@x.io");
      const cancelled = await service.emailChanges.cancel(ada.id);
      const third = await request(ada, "third@x.io");
      expect(await service.emailChanges.undo(cancelled.undo)).toEqual([second.change.id]);
      expect(await service.emailChanges.retrievePending(ada.id)).toEqual(third.change);
    });
  });

  describe("approveEmailChange", () => {
    const approvable = (customer: { id: string }, email = "new@x.io") =>
      service.emailChanges.request({ customer_id: customer.id, email, requested_by: "customer", needs_approval: true });

    it("lets a change be confirmed that waited for it, once, with another token", async () => {
      const ada = await account();
      const { change, token } = await approvable(ada);
      expect(change).toMatchObject({ awaits_approval: true, approved_at: null });
      await expect(service.emailChanges.redeem({ token, customer_id: ada.id })).rejects.toMatchObject(NOT_CONFIRMABLE);

      const approved = await service.emailChanges.approve(token);
      expect(approved.change).toMatchObject({ id: change.id, awaits_approval: false, approved_at: expect.any(Date) });
      await expect(service.emailChanges.approve(token)).rejects.toMatchObject(NOT_CONFIRMABLE);
      const claimed = await service.emailChanges.redeem({ token: approved.token, customer_id: ada.id });
      expect(claimed.change).toMatchObject({ id: change.id, state: "confirmed" });
    });

    it("of ten at once one is approved", async () => {
      const { token } = await approvable(await account());
      const answers = await Promise.allSettled(Array.from({ length: 10 }, () => service.emailChanges.approve(token)));
      expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    });

    it("keeps both tokens as hashes, and needs no approval for what has none to wait for", async () => {
      const ada = await account();
      const { token } = await approvable(ada);
      const approved = await service.emailChanges.approve(token);
      const [row] = await rows();
      expect(Object.values(row)).not.toContain(token);
      expect(Object.values(row)).not.toContain(approved.token);
      const { token: confirmation } = await request(ada, "other@x.io");
      await expect(service.emailChanges.approve(confirmation)).rejects.toMatchObject(NOT_CONFIRMABLE);
    });

    it("is taken back row for row, twice; what was confirmed since is left, and named", async () => {
      const ada = await account();
      const { change, token } = await approvable(ada);
      const before = await rows();
      const { undo } = await service.emailChanges.approve(token);
      const kept = JSON.parse(JSON.stringify(undo));
      expect(await service.emailChanges.undoApproval(kept)).toEqual([]);
      expect(await rows()).toEqual(before);
      expect(await service.emailChanges.undoApproval(kept)).toEqual([]);
      expect(await rows()).toEqual(before);

      const again = await service.emailChanges.approve(token);
      await service.emailChanges.redeem({ token: again.token, customer_id: ada.id });
      expect(await service.emailChanges.undoApproval(again.undo)).toEqual([change.id]);
    });
  });

  describe("applyEmailChange", () => {
    it("writes the email while the customer has the old one, none included, and nothing otherwise", async () => {
      const ada = await account();
      const { id } = (await request(ada)).change;
      await service.emailChanges.apply({ id, customer_id: ada.id, old_email: "ada@x.io", new_email: "new@x.io" });
      expect((await service.retrieveCustomer(ada.id)).email).toBe("new@x.io");
      const stale = { id, customer_id: ada.id, old_email: "ada@x.io", new_email: "other@x.io" };
      await expect(service.emailChanges.apply(stale)).rejects.toMatchObject(NOT_CONFIRMABLE);
      await expect(service.emailChanges.apply({ ...stale, old_email: null })).rejects.toMatchObject(NOT_CONFIRMABLE);
      await service.updateCustomers(ada.id, { email: null });
      await service.emailChanges.apply({ ...stale, old_email: null });
      expect((await service.retrieveCustomer(ada.id)).email).toBe("other@x.io");
    });

    it("writes nothing when the account took over another record between the claim and the write", async () => {
      const ada = await account();
      const guest = await service.createCustomers({ email: "ada@x.io" });
      const { token } = await request(ada);
      const { change } = await service.emailChanges.redeem({ token, customer_id: ada.id });
      await service.merges.merge({ customer_ids: [ada.id, guest.id], survivor_id: ada.id });
      await expect(service.emailChanges.apply(change)).rejects.toMatchObject(NOT_CONFIRMABLE);
      expect((await service.retrieveCustomer(ada.id)).email).toBe("ada@x.io");
    });
  });

  it("the fingerprint of the password is kept, and leaves the module with the claim alone", async () => {
    const ada = await account();
    const asked = { customer_id: ada.id, email: "new@x.io", requested_by: "customer" as const };
    const { change, token } = await service.emailChanges.request({ ...asked, password_fingerprint: "f".repeat(64) });
    const errors = [
      change,
      await service.emailChanges.retrieve(change.id),
      await service.emailChanges.retrievePending(ada.id),
    ];
    expect(JSON.stringify(errors)).not.toContain("f".repeat(64));
    const taken = await service.emailChanges.redeem({ token, customer_id: ada.id });
    expect(taken.password_fingerprint).toBe("f".repeat(64));
    expect(JSON.stringify([taken.change, taken.undo])).not.toContain("f".repeat(64));
  });

  it("a customer may ask five times an hour, an admin any time; a request that was undone does not count", async () => {
    const ada = await account();
    const undone = await request(ada, "undone@x.io");
    await service.emailChanges.undo(undone.undo);
    for (let index = 0; index < 5; index++) {
      await request(ada, `new-${index}@x.io`);
    }
    await expect(request(ada, "more@x.io")).rejects.toMatchObject({
      ...{ type: MedusaError.Types.NOT_ALLOWED, code: "too_many_requests" },
      message: expect.stringMatching(/^At most 5 changes .* Try again at \d{4}-\d\d-\d\dT[\d:.]+Z\.$/),
    });
    await request(ada, "set@x.io", "admin");
  });

  it("the rows go with a customer who is deleted for good", async () => {
    const ada = await account();
    await request(ada);
    await service.deleteCustomers(ada.id);
    expect(await rows()).toEqual([]);
  });

  it("an unknown change is not found", async () => {
    await expect(service.emailChanges.retrieve("cusech_unknown")).rejects.toMatchObject({
      type: MedusaError.Types.NOT_FOUND,
    });
  });
});
