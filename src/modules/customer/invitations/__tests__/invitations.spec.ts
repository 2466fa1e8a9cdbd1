import type { CustomerDTO } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { invitationScenario } from "../../../../../integration-tests/helpers/invitations/invitations";
import {
  describeCustomerModule,
  runsAgainstCore,
} from "../../../../../integration-tests/helpers/modules/customer-module";
import { notAcceptable } from "../invitation";

const NOT_ACCEPTABLE = { type: MedusaError.Types.NOT_FOUND, message: notAcceptable().message };
const FORTNIGHT = 14 * 24 * 60 * 60 * 1_000;

/** Core has no such methods. */
const describeOurs = runsAgainstCore ? () => {} : describeCustomerModule;

describeOurs(({ service, sql }) => {
  const rows = () => sql<Record<string, unknown>>("select * from customer_invitation order by id");
  const { account, invite, sent } = invitationScenario(service);

  describe("inviteCustomers", () => {
    it("writes a waiting invitation each, with what an id and a customer alone give; twice changes nothing", async () => {
      const customers = [await account(), await service.createCustomers({ email: "guest@x.io" })];
      const { ids } = await invite([...customers, customers[0]]);

      expect(ids).toEqual([expect.stringMatching(/^cusinv_[0-9A-Z]{26}$/), expect.stringMatching(/^cusinv_/)]);
      const empty = { email: null, token_hash: null, sent_at: null, expires_at: null };
      expect(await rows()).toEqual(
        customers
          .map(({ id }) => id)
          .sort()
          .map((customer_id) => expect.objectContaining({ customer_id, state: "waiting", ...empty })),
      );
      const before = await rows();
      expect((await invite(customers)).ids).toEqual([]);
      expect((await invite(customers, true)).ids).toEqual([]);
      expect(await rows()).toEqual(before);
      expect(await service.invitations.retrieveLast(customers[0].id)).toEqual({
        ...{ id: expect.stringMatching(/^cusinv_/), customer_id: customers[0].id, state: "waiting", email: null },
        ...{ created_by: "user_1", import_id: null, sent_at: null, expires_at: null },
        ...{ created_at: expect.any(Date), updated_at: expect.any(Date) },
      });
    });

    it("names who cannot be invited, and invites no customer then", async () => {
      const [ada, gone] = [await account(), await account("gone@x.io")];
      await service.softDeleteCustomers([gone.id]);
      const twin = await service.createCustomers({ email: "ada@x.io" });
      const silent = await service.createCustomers({ first_name: "Silent" });
      const refusals: [{ id: string }, string, string][] = [
        [{ id: "cus_unknown" }, MedusaError.Types.NOT_FOUND, '"cus_unknown" not found'],
        [gone, MedusaError.Types.NOT_FOUND, `"${gone.id}" not found`],
        [silent, MedusaError.Types.NOT_ALLOWED, `"${silent.id}" cannot be invited without an email`],
        [twin, MedusaError.Types.NOT_ALLOWED, `"${twin.id}" cannot be invited: a guest whose email another`],
      ];
      for (const [customer, type, message] of refusals) {
        const refused = expect(invite([ada, customer])).rejects;
        await refused.toMatchObject({ type, message: expect.stringContaining(message) });
      }
      await expect(invite([])).rejects.toMatchObject({ message: expect.stringContaining("1 to 1000") });
      const many = Array.from({ length: 1_001 }, (_, index) => ({ id: `cus_${index}` }));
      await expect(invite(many)).rejects.toMatchObject({ message: expect.stringContaining("1 to 1000") });
      await expect(invite(many.slice(0, 1_000))).rejects.toMatchObject({
        message: expect.stringContaining('"cus_9" and 990 more not found'),
      });
      expect(await rows()).toEqual([]);
    });

    it("replaces one that is out when asked to, and one whose time has run out without being asked", async () => {
      const ada = await account();
      const first = await sent(ada);
      expect((await invite([ada])).ids).toEqual([]);
      const second = await invite([ada], true);
      expect(second.ids).toHaveLength(1);
      expect(await service.invitations.retrieve(first.id)).toMatchObject({ state: "cancelled" });
      await expect(service.invitations.redeem(first.token)).rejects.toMatchObject(NOT_ACCEPTABLE);

      const bob = await account("bob@x.io");
      const old = await sent(bob);
      await sql(`update customer_invitation set expires_at = now() where id = '${old.id}'`);
      expect(await service.invitations.retrieveLast(bob.id)).toMatchObject({ id: old.id, state: "expired" });
      expect((await invite([bob])).ids).toHaveLength(1);
      const states = await sql<{ state: string }>(`select state from customer_invitation where id = '${old.id}'`);
      expect(states).toEqual([{ state: "expired" }]);
    });

    it("the database itself lets only one be open, and takes an id and a customer alone", async () => {
      const ada = await account();
      const insert = (id: string) =>
        sql(`insert into customer_invitation (id, customer_id) values ('${id}', '${ada.id}')`);
      await insert("cusinv_1");
      await expect(insert("cusinv_2")).rejects.toThrow("IDX_customer_invitation_one_open");
      const { tokens } = await service.invitations.lease({ limit: 1 });
      expect(tokens).toMatchObject([{ id: "cusinv_1", customer_id: ada.id }]);
    });
  });

  describe("leaseInvitations", () => {
    it("gives each a token for a fortnight, of which only a hash is kept; they wait until they are settled", async () => {
      const ada = await account();
      await invite([ada]);
      const { tokens, cancelled } = await service.invitations.lease({ limit: 10 });

      expect({ tokens, cancelled }).toEqual({
        tokens: [{ id: expect.any(String), customer_id: ada.id, token: expect.stringMatching(/^[\w-]{43}$/) }],
        cancelled: 0,
      });
      const [row] = await rows();
      expect(row).toMatchObject({ state: "waiting", email: "ada@x.io" });
      expect(row.token_hash).toMatch(/^[0-9a-f]{64}$/);
      expect(Object.values(row)).not.toContain(tokens[0].token);
      const { sent_at, expires_at } = await service.invitations.retrieve(tokens[0].id);
      expect(Number(expires_at) - Number(sent_at)).toBe(FORTNIGHT);
      expect((await service.invitations.lease({ limit: 10 })).tokens).toEqual([]);

      await service.invitations.markSent({ announced: tokens, cancelled: [] });
      expect(await rows()).toEqual([{ ...row, state: "announced" }]);
    });

    it("the oldest first, as many as requested, each with a token of its own", async () => {
      const customers: CustomerDTO[] = [];
      for (let index = 0; index < 5; index++) {
        customers.push(await account(`ada-${index}@x.io`));
        await invite([customers[index]]);
      }
      const first = await service.invitations.lease({ limit: 3 });
      const second = await service.invitations.lease({ limit: 3 });
      const tokens = [...first.tokens, ...second.tokens];
      expect(tokens.map(({ customer_id }) => customer_id)).toEqual(customers.map(({ id }) => id));
      expect(new Set(tokens.map(({ token }) => token)).size).toBe(5);
      for (const { token, customer_id } of tokens) {
        expect((await service.invitations.redeem(token)).invitation).toMatchObject({ customer_id });
      }
    });

    it("takes again, under a new token, what was taken ten minutes ago and never settled", async () => {
      await invite([await account()]);
      const dead = (await service.invitations.lease({ limit: 1 })).tokens;
      await sql("update customer_invitation set sent_at = now() - interval '9 minutes'");
      expect((await service.invitations.lease({ limit: 1 })).tokens).toEqual([]);
      await sql("update customer_invitation set sent_at = now() - interval '10 minutes 1 second'");
      const { tokens } = await service.invitations.lease({ limit: 1 });
      expect(tokens).toHaveLength(1);

      await service.invitations.markSent({ announced: dead, cancelled: [] });
      expect(await rows()).toMatchObject([{ state: "waiting" }]);
      await expect(service.invitations.redeem(dead[0].token)).rejects.toMatchObject(NOT_ACCEPTABLE);
      await service.invitations.markSent({ announced: [], cancelled: tokens });
      expect(await rows()).toMatchObject([{ state: "cancelled" }]);
      await expect(service.invitations.redeem(tokens[0].token)).rejects.toMatchObject(NOT_ACCEPTABLE);
    });

    it("cancels what no customer could accept any more", async () => {
      const customers: CustomerDTO[] = [];
      for (let index = 0; index < 4; index++) {
        customers.push(await service.createCustomers({ email: `guest-${index}@x.io` }));
      }
      const other = await account("other@x.io");
      await invite([...customers, other]);
      await service.softDeleteCustomers([customers[0].id]);
      await service.updateCustomers(customers[1].id, { email: null });
      await account("guest-2@x.io");
      const merge = { customer_ids: [customers[3].id, other.id], survivor_id: other.id };
      await service.merges.merge(merge);

      const { tokens, cancelled, undo } = await service.invitations.lease({ limit: 10 });
      expect({ tokens, cancelled }).toEqual({ tokens: [], cancelled: 5 });
      const states = (await rows()).map(({ state, token_hash }) => [state, token_hash]);
      expect(states).toEqual(Array(5).fill(["cancelled", null]));
      expect(await service.invitations.undo(undo)).toEqual([]);
      expect((await rows()).map(({ state }) => state)).toEqual(Array(5).fill("waiting"));
    });
  });

  it("expireInvitations marks what has run out, once, and nothing else", async () => {
    const [ada, bob, cy] = [await account(), await account("bob@x.io"), await account("cy@x.io")];
    const [old, , done] = [await sent(ada), await sent(bob), await sent(cy)];
    await service.invitations.cancel(cy.id);
    await sql(`update customer_invitation set expires_at = now() where id in ('${old.id}', '${done.id}')`);
    await invite([await account("dee@x.io")]);

    await expect(service.invitations.cancel(ada.id)).rejects.toMatchObject({ type: MedusaError.Types.NOT_FOUND });
    expect(await service.invitations.expire()).toBe(1);
    expect(await service.invitations.expire()).toBe(0);
    expect((await rows()).map(({ state }) => state)).toEqual(["expired", "announced", "cancelled", "waiting"]);
  });

  it("the rows go with a customer who is deleted for good", async () => {
    const ada = await account();
    await sent(ada);
    await service.deleteCustomers(ada.id);
    expect(await rows()).toEqual([]);
  });

  it("an unknown invitation is not found, and a customer who was never invited has none", async () => {
    await expect(service.invitations.retrieve("cusinv_unknown")).rejects.toMatchObject({
      type: MedusaError.Types.NOT_FOUND,
    });
    expect(await service.invitations.retrieveLast("cus_unknown")).toBeNull();
    await expect(service.invitations.cancel("cus_unknown")).rejects.toMatchObject({
      type: MedusaError.Types.NOT_FOUND,
    });
  });
});
