import type { CustomerDTO } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { invitationScenario } from "../../../../../integration-tests/helpers/invitations/invitations";
import {
  describeCustomerModule,
  runsAgainstCore,
} from "../../../../../integration-tests/helpers/modules/customer-module";
import { notAcceptable } from "../invitation";

const NOT_ACCEPTABLE = { type: MedusaError.Types.NOT_FOUND, message: notAcceptable().message };

/** Core has no such methods. */
const describeOurs = runsAgainstCore ? () => {} : describeCustomerModule;

describeOurs(({ service, sql }) => {
  const rows = () => sql<Record<string, unknown>>("select * from customer_invitation order by id");
  const { account, invite, sent } = invitationScenario(service);

  describe("claimInvitation", () => {
    it("takes an invitation once, also before its sender has said that it is out", async () => {
      const ada = await account();
      await invite([ada]);
      const { tokens } = await service.invitations.lease({ limit: 1 });
      const { invitation } = await service.invitations.redeem(tokens[0].token);
      const { id, customer_id } = tokens[0];
      expect(invitation).toEqual({ id, customer_id, email: "ada@x.io", has_account: true });
      await service.invitations.markSent({ announced: tokens, cancelled: [] });
      expect(await service.invitations.retrieve(id)).toMatchObject({ state: "accepted" });
      await expect(service.invitations.redeem(tokens[0].token)).rejects.toMatchObject(NOT_ACCEPTABLE);
    });

    it("finds none that is expired or cancelled, nor of a customer who is gone, changed or merged since", async () => {
      const spoil: ((customer: CustomerDTO) => Promise<unknown>)[] = [
        ({ id }) => sql(`update customer_invitation set expires_at = now() where customer_id = '${id}'`),
        ({ id }) => service.invitations.cancel(id),
        ({ id }) => service.softDeleteCustomers([id]),
        ({ id }) => service.updateCustomers(id, { email: `${id.toLowerCase()}@x.io` }),
        ({ id }) => service.updateCustomers(id, { email: null }),
        async ({ id, email }) => {
          const guest = await service.createCustomers({ email });
          await service.merges.merge({ customer_ids: [id, guest.id], survivor_id: id });
        },
        async ({ id, email }) => {
          const other = await account(`other-${email}`);
          await service.merges.merge({ customer_ids: [id, other.id], survivor_id: other.id });
        },
      ];
      for (const [index, work] of spoil.entries()) {
        const customer = await account(`ada-${index}@x.io`);
        const { token } = await sent(customer);
        await work(customer);
        await expect(service.invitations.redeem(token)).rejects.toMatchObject(NOT_ACCEPTABLE);
      }
      await expect(service.invitations.redeem("unknown")).rejects.toMatchObject(NOT_ACCEPTABLE);
      await expect(service.invitations.redeem("\ud800")).rejects.toMatchObject(NOT_ACCEPTABLE);
    });

    it("takes an accepted one again after a minute, of ten at once one, unless another invitation follows", async () => {
      const ada = await account();
      const { token, id } = await sent(ada);
      await service.invitations.redeem(token);
      await sql("update customer_invitation set updated_at = now() - interval '61 seconds'");
      const before = await rows();

      const calls = Array.from({ length: 10 }, () => service.invitations.redeem(token));
      const answers = await Promise.allSettled(calls);

      const taken = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      expect(taken).toMatchObject([{ invitation: { id, customer_id: ada.id } }]);
      expect(await service.invitations.undo(taken[0].undo)).toEqual([]);
      expect(await rows()).toEqual(before);
      await invite([ada]);
      await service.invitations.cancel(ada.id);
      await expect(service.invitations.redeem(token)).rejects.toMatchObject(NOT_ACCEPTABLE);
    });

    it("finds none of a guest whose email another customer is registered with since", async () => {
      const guest = await service.createCustomers({ email: "guest@x.io" });
      const { token } = await sent(guest);
      await account("guest@x.io");
      await expect(service.invitations.redeem(token)).rejects.toMatchObject(NOT_ACCEPTABLE);
    });
  });

  describe("undoInvitations", () => {
    it("takes back each of the methods row for row, twice", async () => {
      const [ada, bob] = [await account(), await account("bob@x.io")];
      const { token } = await sent(ada);
      await invite([bob]);
      const works = [
        () => invite([ada], true),
        () => service.invitations.lease({ limit: 10 }),
        () => service.invitations.redeem(token),
        () => service.invitations.cancel(ada.id),
        async () => {
          const { tokens, undo } = await service.invitations.lease({ limit: 10 });
          await service.invitations.markSent({ announced: tokens, cancelled: [] });
          return { undo };
        },
      ];
      for (const work of works) {
        const before = await rows();
        const { undo } = await work();
        expect(await rows()).not.toEqual(before);
        // A workflow keeps it as JSON.
        const kept = JSON.parse(JSON.stringify(undo));
        expect(await service.invitations.undo(kept)).toEqual([]);
        expect(await rows()).toEqual(before);
        expect(await service.invitations.undo(kept)).toEqual([]);
        expect(await rows()).toEqual(before);
      }
    });

    it("leaves what others have gone on with, and names it", async () => {
      const [ada, bob] = [await account(), await account("bob@x.io")];
      const first = await sent(ada);
      await service.invitations.redeem(first.token);
      expect(await service.invitations.undo(first.undo)).toEqual([first.id]);
      expect(await service.invitations.retrieve(first.id)).toMatchObject({ state: "accepted" });

      const { id } = await sent(bob);
      const cancelled = await service.invitations.cancel(bob.id);
      const later = await invite([bob]);
      expect(await service.invitations.undo(cancelled.undo)).toEqual([id]);
      expect(await service.invitations.retrieveLast(bob.id)).toMatchObject({ id: later.ids[0], state: "waiting" });
    });
  });
});
