import { MedusaError } from "@medusajs/framework/utils";
import {
  describeCustomerModule,
  runsAgainstCore,
} from "../../../../../integration-tests/helpers/modules/customer-module";
import { notConfirmableError } from "../email-change";

const NOT_CONFIRMABLE = { type: MedusaError.Types.NOT_FOUND, message: notConfirmableError().message };

/** Makes the database refuse that a change is pending once more. */
const REFUSE_PENDING = `
  create function refuse_pending() returns trigger language plpgsql as $$ begin raise 'refused'; end $$;
  create trigger refuse_pending before update on customer_email_change
    for each row when (new.state = 'pending') execute function refuse_pending()`;

/** Core has no such methods. */
const describeOurs = runsAgainstCore ? () => {} : describeCustomerModule;

describeOurs(({ service, sql }) => {
  const rows = () => sql<Record<string, unknown>>("select * from customer_email_change order by id");
  const customers = () => sql<Record<string, unknown>>("select * from customer order by id");
  const unfinished = (after: Parameters<typeof service.unfinishedEmailChanges.list>[0]["after"] = null, limit = 10) =>
    service.unfinishedEmailChanges.list({ after, limit });
  const lateBy = (minutes: number) =>
    sql(`update customer_email_change set updated_at = now() - interval '${minutes} minutes'`);

  const account = (email = "ada@x.io") => service.createCustomers(Object.assign({ email }, { has_account: true }));

  const request = (customer: { id: string }, email = "new@x.io") =>
    service.emailChanges.request({ customer_id: customer.id, email, requested_by: "customer" });

  async function confirmed(name: string, email: string | null = `${name}@x.io`) {
    const { id } = await service.createCustomers(Object.assign({ email }, { has_account: true }));
    const request = { customer_id: id, email: `new-${name}@x.io`, requested_by: "admin" as const };
    const { token } = await service.emailChanges.request(request);
    return await service.emailChanges.redeemAndApply({ token });
  }

  it("customer and change are undone together, twice; or neither, where the database refuses one of them", async () => {
    const before = async () => [await customers(), await rows()];
    const { id } = await service.createCustomers(Object.assign({ email: "ada@x.io" }, { has_account: true }));
    const request = { customer_id: id, email: "new@x.io", requested_by: "admin" as const };
    const { token } = await service.emailChanges.request(request);
    const pending = await before();
    const done = JSON.parse(JSON.stringify(await service.emailChanges.redeemAndApply({ token })));
    for (let time = 0; time < 2; time++) {
      expect(await service.emailChanges.undoRedeemAndApply(done)).toMatchObject({ notRestored: [], changes: [] });
      expect(await before()).toEqual(pending);
    }

    const again = await service.emailChanges.redeemAndApply({ token });
    const applied = await before();
    await sql(REFUSE_PENDING);
    await expect(service.emailChanges.undoRedeemAndApply(again)).rejects.toThrow("refused");
    expect(await before()).toEqual(applied);
  });

  it("a change that another process has completed is not undone, nor its customer", async () => {
    const done = await confirmed("ada");
    const { id, customer_id } = done.change;
    await service.unfinishedEmailChanges.complete(id);
    const before = [await customers(), await rows()];

    const undone = await service.emailChanges.undoRedeemAndApply(done);

    expect(undone).toEqual({ notRestored: [customer_id], changes: [id] });
    expect([await customers(), await rows()]).toEqual(before);
  });

  it("a confirmed change is unfinished until it is complete; its process has two minutes", async () => {
    const { change } = await confirmed("ada");
    expect(await unfinished()).toEqual([]);
    await lateBy(3);
    expect(await unfinished()).toEqual([{ id: change.id, at: expect.any(String), is_overdue: false }]);
    await lateBy(61);
    expect(await unfinished()).toMatchObject([{ id: change.id, is_overdue: true }]);
    expect(await service.unfinishedEmailChanges.retrieve(change.id)).toMatchObject({ change: { id: change.id } });

    const before = await rows();
    const undo = await service.unfinishedEmailChanges.complete(change.id);
    expect(await unfinished()).toEqual([]);
    await expect(service.unfinishedEmailChanges.retrieve(change.id)).rejects.toMatchObject(NOT_CONFIRMABLE);
    expect(await service.unfinishedEmailChanges.complete(change.id)).toBeNull();
    for (let time = 0; undo && time < 2; time++) {
      await service.unfinishedEmailChanges.undoCompletion(undo);
      expect(await rows()).toEqual(before);
    }
  });

  it("the pages of the list hold each change once, also of one moment", async () => {
    const ids: string[] = [];
    for (const name of ["ada", "bob", "cy", "dan", "eve"]) {
      ids.push((await confirmed(name)).change.id);
    }
    await lateBy(3);
    const found: string[] = [];
    for (let page = await unfinished(null, 2); page.length; page = await unfinished(page[page.length - 1], 2)) {
      found.push(...page.map(({ id }) => id));
    }
    expect(found).toEqual(ids.sort());
  });

  it.each(["ada@x.io", null])("a change is closed with the old email given back, once: %s", async (email) => {
    const { change } = await confirmed("ada", email);
    const { id, customer_id } = change;
    expect(await service.unfinishedEmailChanges.close(id)).toEqual({ customer_id, closing: "reverted" });
    expect((await service.retrieveCustomer(customer_id)).email).toBe(email);
    expect(await service.emailChanges.retrieve(id)).toMatchObject({ state: "cancelled" });
    expect(await service.unfinishedEmailChanges.close(id)).toBeNull();
    await expect(service.unfinishedEmailChanges.complete(id)).rejects.toMatchObject(NOT_CONFIRMABLE);
  });

  it("neither the email of another account nor one that was set since is overwritten; a complete change stays", async () => {
    const [ada, bob, cy, dan] = [
      ...[await confirmed("ada"), await confirmed("bob"), await confirmed("cy"), await confirmed("dan")],
    ];
    await service.createCustomers([
      Object.assign({ email: "ada@x.io" }, { has_account: true }),
      // A guest of the email is no obstacle.
      { email: "dan@x.io" },
    ]);
    await service.updateCustomers(bob.change.customer_id, { email: "third@x.io" });
    await service.unfinishedEmailChanges.complete(cy.change.id);

    const closings: unknown[] = [];
    for (const { change } of [ada, bob, cy, dan]) {
      closings.push((await service.unfinishedEmailChanges.close(change.id))?.closing);
    }

    expect(closings).toEqual(["old_email_taken", "other_email", undefined, "reverted"]);
    const emails = [ada, bob, cy, dan].map(({ change }) => service.retrieveCustomer(change.customer_id));
    expect((await Promise.all(emails)).map(({ email }) => email)).toEqual([
      ...["new-ada@x.io", "third@x.io", "new-cy@x.io", "dan@x.io"],
    ]);
  });

  it("deleteOldEmailChanges deletes what ended 90 days ago, at most 1,000 at once, and nothing that waits", async () => {
    const ada = await account();
    await sql(`
      insert into customer_email_change
        (id, customer_id, new_email, state, requested_by, token_hash, expires_at, updated_at)
      select 'cusech_' || n, '${ada.id}', 'x@x.io', (array['confirmed', 'cancelled', 'expired'])[1 + n % 3], 'admin',
        'hash ' || n, now(), now() - interval '91 days'
      from generate_series(1, 1200) n`);
    const waiting = await request(ada);
    await sql(`update customer_email_change set updated_at = now() - interval '91 days' where state = 'pending'`);
    await sql(`update customer_email_change set updated_at = now() - interval '89 days' where id = 'cusech_7'`);

    expect(await service.emailChanges.deleteOld()).toBe(1_000);
    expect(await service.emailChanges.deleteOld()).toBe(199);
    expect(await service.emailChanges.deleteOld()).toBe(0);
    expect((await rows()).map(({ id }) => id)).toEqual([waiting.change.id, "cusech_7"].sort());
  });

  it("deleteOldEmailChanges keeps confirmed changes of accounts whose last invitation is not accepted", async () => {
    const [ada, bob] = [await account(), await account("bob@x.io")];
    await sql(`
      insert into customer_invitation (id, customer_id, state)
      values ('cusinv_1', '${ada.id}', 'accepted'), ('cusinv_2', '${ada.id}', 'sent'),
        ('cusinv_3', '${bob.id}', 'expired'), ('cusinv_4', '${bob.id}', 'accepted')`);
    await sql(`
      insert into customer_email_change
        (id, customer_id, new_email, state, requested_by, token_hash, expires_at, updated_at)
      select 'cusech_' || id || '_' || state, id, 'x@x.io', state, 'admin', id || state, now(), now() - interval '91 days'
      from customer cross join unnest(array['confirmed', 'cancelled']) as state`);

    expect(await service.emailChanges.deleteOld()).toBe(3);
    expect((await rows()).map(({ id }) => id)).toEqual([`cusech_${ada.id}_confirmed`]);
    await sql("update customer_invitation set state = 'accepted'");
    expect(await service.emailChanges.deleteOld()).toBe(1);
  });

  it("expireEmailChanges marks what has run out, once, and nothing else", async () => {
    const [ada, bob, cy] = [await account(), await account("bob@x.io"), await account("cy@x.io")];
    const [old, , done] = [await request(ada), await request(bob, "b@x.io"), await request(cy, "c@x.io")];
    await service.emailChanges.cancel(cy.id);
    await sql(
      `update customer_email_change set expires_at = now() where id in ('${old.change.id}', '${done.change.id}')`,
    );

    expect(await service.emailChanges.expire()).toBe(1);
    expect(await service.emailChanges.expire()).toBe(0);
    const states = await sql<{ state: string }>("select state from customer_email_change order by new_email");
    expect(states.map(({ state }) => state)).toEqual(["pending", "cancelled", "expired"]);
    await expect(service.emailChanges.cancel(ada.id)).rejects.toMatchObject({ type: MedusaError.Types.NOT_FOUND });
  });
});
