import type { AuthIdentityDTO, Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk";
import {
  approveEmailChangeWorkflow,
  cancelEmailChangeWorkflow,
  confirmEmailChangeWorkflow,
  linkLoginWorkflow,
  requestEmailChangeWorkflow,
  unlinkLoginWorkflow,
} from "medusa-plugin-customers/workflows";
import { createIdentity } from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";
import { type CompensationReport, failEachStep, remainders } from "../../helpers/workflows/compensation";

const OURS = /: customers-/;

/** The Auth module sets these times itself, and takes none. */
const AUTH_TIMES = /^(auth_identity|provider_identity|auth_verification)\.updated_at$/;

/** What is wrong after the runs, the Auth module's own times aside. */
function wrong(report: CompensationReport): Record<string, string[]> {
  const found = Object.entries(remainders(report)).map(([step, all]): [string, string[]] => [
    step,
    all.filter((one) => !AUTH_TIMES.test(one)),
  ]);
  return Object.fromEntries(found.filter(([, all]) => all.length));
}

let meanwhile: () => Promise<unknown> = async () => {};

/** Does what another caller does in between, and then fails. */
const otherCallerStep = createStep("email-spec-other-caller", async () => {
  await meanwhile();
  throw new Error("The later step failed");
});

const failingConfirmation = createWorkflow("email-spec-confirm", (input: WorkflowData<{ token: string }>) => {
  confirmEmailChangeWorkflow.runAsStep({ input });
  otherCallerStep();
});

const failingLink = createWorkflow(
  "email-spec-link",
  (input: WorkflowData<{ customer_id: string; auth_identity_id: string }>) => {
    linkLoginWorkflow.runAsStep({ input });
    otherCallerStep();
  },
);

export default function loginsChangesOfEmail(store: Store): void {
  /** The store's customer service, typed as a shop types it. */
  const service = () => store.customers;
  const auth = () => store.container.resolve(Modules.AUTH);

  type Account = { id: string; email: string; identity: AuthIdentityDTO };

  async function account(unique: string): Promise<Account> {
    const email = `ada-${unique}@x.io`;
    const { id } = await store.customers.createCustomers(Object.assign({ email }, { has_account: true, phone: "1" }));
    const identity = await createIdentity(store, { provider: "emailpass", entityId: email, customerId: id });
    return { id, email, identity };
  }

  async function pending(unique: string): Promise<Account & { token: string }> {
    const made = await account(unique);
    const request = { customer_id: made.id, email: `new-${unique}@x.io`, requested_by: "admin" as const };
    return { ...made, token: (await service().emailChanges.request(request)).token };
  }

  const google = (unique: string) => ({
    ...{ provider: "google", entityId: unique, userMetadata: { email: `ada-${unique}@x.io` } },
  });

  describe("whichever step fails, every row is as it was, and no event is left; compensated twice, too", () => {
    it("requestEmailChangeWorkflow: a change that replaces one", async () => {
      const report = await failEachStep(store, {
        ...{ workflow: requestEmailChangeWorkflow, compensatedTwice: OURS },
        prepare: async (unique) => {
          const { id } = await pending(unique);
          const email = `other-${unique}@x.io`;
          return { customer_id: id, email, requested_by: "customer" as const, is_owner_proven: true };
        },
      });
      expect(remainders(report)).toEqual({});
      expect(report.completed.events).toEqual(["customer.email_change_requested"]);
      expect(report.completed.differences).toEqual([
        "customer_email_change (row added)",
        "customer_email_change.state",
        "customer_email_change.updated_at",
      ]);
    });

    it("requestEmailChangeWorkflow of a customer whom only a login speaks for, and approveEmailChangeWorkflow", async () => {
      const requested = await failEachStep(store, {
        ...{ workflow: requestEmailChangeWorkflow, compensatedTwice: OURS },
        prepare: async (unique) => {
          const { id } = await account(unique);
          return { customer_id: id, email: `new-${unique}@x.io`, requested_by: "customer" as const };
        },
      });
      expect(remainders(requested)).toEqual({});
      expect(requested.completed.events).toEqual(["customer.email_change_approval_requested"]);

      const approved = await failEachStep(store, {
        ...{ workflow: approveEmailChangeWorkflow, compensatedTwice: OURS },
        prepare: async (unique) => {
          const { id: customer_id } = await account(unique);
          const request = { customer_id, email: `new-${unique}@x.io`, requested_by: "customer" as const };
          return { token: (await service().emailChanges.request({ ...request, needs_approval: true })).token };
        },
      });
      expect(remainders(approved)).toEqual({});
      expect(approved.completed.events).toEqual(["customer.email_change_requested"]);
      expect(approved.completed.differences).toEqual([
        "customer_email_change.approved_at",
        "customer_email_change.token_hash",
        "customer_email_change.updated_at",
      ]);
    });

    it("cancelEmailChangeWorkflow", async () => {
      const report = await failEachStep(store, {
        ...{ workflow: cancelEmailChangeWorkflow, compensatedTwice: OURS },
        prepare: async (unique) => ({ customer_id: (await pending(unique)).id }),
      });
      expect(remainders(report)).toEqual({});
    });

    it("confirmEmailChangeWorkflow", async () => {
      const report = await failEachStep(store, {
        ...{ workflow: confirmEmailChangeWorkflow, compensatedTwice: OURS },
        prepare: async (unique) => ({ token: (await pending(unique)).token }),
      });
      expect(wrong(report)).toEqual({});
      expect(report.runs.map(({ step }) => step)).toEqual([
        ...["lock-email-change", "check-email-change", "redeem-email-change", "move-login", "update-customers-as"].map(
          (name) => `customers-confirm-email-change: customers-${name}-step`,
        ),
        "customers-update-customers: customers-snapshot-customers-step",
        "customers-update-customers: update-customers-as-step",
        "update-customers: update-customer",
        "update-customers: customersUpdated",
        "update-customers: emit-event-step",
        "customers-confirm-email-change: customers-record-email-verification-step",
        "customers-confirm-email-change: emailChanged",
        "customers-confirm-email-change: customers-complete-email-change-step",
        "customers-confirm-email-change: emit-event-step",
        "customers-confirm-email-change: customers-unlock-email-change-step",
        "a step after the workflow",
      ]);
      expect(report.completed.events).toEqual(
        expect.arrayContaining(["customer.email_changed", "customer.updated", "customer.customer.updated"]),
      );
      expect(report.completed.differences).toEqual(
        expect.arrayContaining(["customer.email", "provider_identity.entity_id", "auth_verification (row added)"]),
      );
    });

    it("confirmEmailChangeWorkflow of a login that had asked for that proof already", async () => {
      const report = await failEachStep(store, {
        ...{ workflow: confirmEmailChangeWorkflow, compensatedTwice: OURS },
        prepare: async (unique) => {
          const { identity, token } = await pending(unique);
          await auth().requestAuthVerification({
            ...{ auth_identity_id: identity.id, entity_id: `new-${unique}@x.io` },
            ...{ entity_type: "email", code_provider: "token", metadata: { from: "the shop" } },
          });
          return { token };
        },
      });
      expect(wrong(report)).toEqual({});
      expect(report.completed.differences).toContain("auth_verification.verified_at");
    });

    it("linkLoginWorkflow: an identity without an owner, a dashboard user's", async () => {
      for (const metadata of [undefined, { user_id: "user_1" }]) {
        const report = await failEachStep(store, {
          ...{ workflow: linkLoginWorkflow, compensatedTwice: OURS },
          prepare: async (unique) => {
            const { id } = await account(unique);
            const identity = await createIdentity(store, { ...google(unique), userId: metadata?.user_id });
            return { customer_id: id, auth_identity_id: identity.id };
          },
        });
        expect(wrong(report)).toEqual({});
        expect(report.completed.events).toEqual(["customer.login_linked"]);
      }
    });

    it("unlinkLoginWorkflow: an own identity, a shared one, one of several", async () => {
      const cases: Record<string, (unique: string) => Promise<{ customer_id: string; login_id: string }>> = {
        own: async (unique) => {
          const { id } = await account(unique);
          const own = { ...google(unique), customerId: id, verified: `ada-${unique}@x.io` };
          const { provider_identities = [] } = await createIdentity(store, own);
          return { customer_id: id, login_id: provider_identities[0].id };
        },
        shared: async (unique) => {
          const { id } = await account(unique);
          const shared = { ...google(unique), customerId: id, userId: "user_1" };
          const { provider_identities = [] } = await createIdentity(store, shared);
          return { customer_id: id, login_id: provider_identities[0].id };
        },
        several: async (unique) => {
          const { id, identity } = await account(unique);
          const login = { provider: "google", entity_id: unique, auth_identity_id: identity.id };
          return { customer_id: id, login_id: (await auth().createProviderIdentities(login)).id };
        },
      };
      for (const [name, prepare] of Object.entries(cases)) {
        const report = await failEachStep(store, {
          ...{ workflow: unlinkLoginWorkflow, compensatedTwice: OURS, prepare },
        });
        expect([name, wrong(report)]).toEqual([name, {}]);
        expect(report.completed.events).toContain("customer.login_unlinked");
      }
    });
  });

  describe("what another caller changed meanwhile is left, and its id is logged", () => {
    let log: jest.SpyInstance;

    beforeEach(() => {
      log = jest.spyOn(store.container.resolve<Logger>(ContainerRegistrationKeys.LOGGER), "error").mockReturnValue();
    });

    const logged = (): string => log.mock.calls.flat().map(String).join("\n");

    it("a change that the customer asked for since: the undone one stays as it is", async () => {
      const { id, token } = await pending("x");
      meanwhile = async () => {
        const request = { customer_id: id, email: "later@x.io", requested_by: "customer" as const };
        await service().emailChanges.request(request);
      };
      await expect(failingConfirmation(store.container).run({ input: { token } })).rejects.toBeDefined();
      const changes = await store.sql<{ id: string; state: string; new_email: string }>(
        "select id, state, new_email from customer_email_change order by new_email",
      );
      expect(changes).toMatchObject([
        { new_email: "later@x.io", state: "pending" },
        { new_email: "new-x@x.io", state: "confirmed" },
      ]);
      expect(logged()).toContain(changes[1].id);
      expect((await store.customers.retrieveCustomer(id)).email).toBe("ada-x@x.io");
    });

    it("nothing of customer and change, when the database fails in the middle of their rollback", async () => {
      const { id, token } = await pending("x");
      meanwhile = () =>
        store.sql(`
          create function refuse_pending() returns trigger language plpgsql as $$ begin raise 'refused'; end $$;
          create trigger refuse_pending before update on customer_email_change
            for each row when (new.state = 'pending') execute function refuse_pending()`);
      await expect(failingConfirmation(store.container).run({ input: { token } })).rejects.toBeDefined();
      expect(await store.sql("select state from customer_email_change")).toEqual([{ state: "confirmed" }]);
      expect((await store.customers.retrieveCustomer(id)).email).toBe("new-x@x.io");
    });

    it("a login that was renamed since", async () => {
      const { identity, token } = await pending("x");
      const [{ id }] = identity.provider_identities ?? [];
      meanwhile = () => auth().updateProviderIdentities({ id, entity_id: "theirs@x.io" });
      await expect(failingConfirmation(store.container).run({ input: { token } })).rejects.toBeDefined();
      expect(await auth().retrieveProviderIdentity(id)).toMatchObject({ entity_id: "theirs@x.io" });
      expect(logged()).toContain(id);
      expect(logged()).not.toContain("@");
    });

    it("an identity that became another customer's since", async () => {
      const { id } = await account("x");
      const identity = await createIdentity(store, google("x"));
      meanwhile = () => auth().updateAuthIdentities({ id: identity.id, app_metadata: { customer_id: "cus_theirs" } });
      const input = { customer_id: id, auth_identity_id: identity.id };
      await expect(failingLink(store.container).run({ input })).rejects.toBeDefined();
      expect((await auth().retrieveAuthIdentity(identity.id)).app_metadata).toEqual({ customer_id: "cus_theirs" });
      expect(logged()).toContain(identity.id);
    });
  });

  describe("a hook of the shop", () => {
    it("may refuse an address before anything is written", async () => {
      const { id } = await account("x");
      requestEmailChangeWorkflow.hooks.validate(({ input }) => {
        if (input.additional_data?.refuse) {
          throw new Error(`Not at ${input.email}`);
        }
      });
      const input = { customer_id: id, email: "new@x.io", requested_by: "admin" as const };
      const refused = { ...input, additional_data: { refuse: true } };
      await expect(requestEmailChangeWorkflow(store.container).run({ input: refused })).rejects.toMatchObject({
        message: "Not at new@x.io",
      });
      expect(await store.sql("select id from customer_email_change")).toEqual([]);
      const { result } = await requestEmailChangeWorkflow(store.container).run({ input });
      expect(result).toMatchObject({ new_email: "new@x.io" });
      expect(JSON.stringify(result)).not.toMatch(/token/);
    });
  });
}
