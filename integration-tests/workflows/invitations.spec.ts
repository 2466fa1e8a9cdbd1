// @own-store: it registers hooks of workflows.
import type { Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk";
import {
  acceptInvitationWorkflow,
  cancelInvitationWorkflow,
  inviteCustomersWorkflow,
} from "medusa-plugin-customers/workflows";
import { stopScheduledJobs } from "../helpers/stores/scheduled-jobs";
import { describeStore } from "../helpers/stores/store";
import { failEachStep, LATER_STEP, remainders } from "../helpers/workflows/compensation";
import { internalWorkflows } from "../helpers/workflows/internal-workflows";

const { sendInvitationsWorkflow } = internalWorkflows;

const OURS = /: customers-/;
const PASSWORD = "correct horse";

let meanwhile: () => Promise<unknown> = async () => {};

/** Runs the test's concurrent change, and then fails. */
const concurrentChangeStep = createStep("invitation-spec-concurrent-change", async () => {
  await meanwhile();
  throw new Error("The later step failed");
});

const failingAcceptance = createWorkflow(
  "invitation-spec-accept",
  (input: WorkflowData<{ token: string; password: string }>) => {
    acceptInvitationWorkflow.runAsStep({ input });
    concurrentChangeStep();
  },
);

describeStore((store) => {
  beforeEach(stopScheduledJobs);

  /** The store's customer service, typed as a shop types it. */
  const service = () => store.customers;

  async function customer(unique: string, has_account = true): Promise<string> {
    const email = `ada-${unique}@x.io`;
    return (await store.customers.createCustomers(Object.assign({ email }, { has_account, phone: "1" }))).id;
  }

  async function invited(unique: string, has_account = true): Promise<{ id: string; token: string }> {
    const id = await customer(unique, has_account);
    await service().invitations.create({ customer_ids: [id] });
    const { tokens } = await service().invitations.lease({ limit: 500 });
    await service().invitations.markSent({ announced: tokens, cancelled: [] });
    const token = tokens.find(({ customer_id }) => customer_id === id)?.token;
    return { id, token: String(token) };
  }

  describe("whichever step fails, every row is as it was, and no event is left; compensated twice, too", () => {
    it("inviteCustomersWorkflow: one who is new, and one whose invitation is replaced", async () => {
      const report = await failEachStep(store, {
        ...{ workflow: inviteCustomersWorkflow, compensatedTwice: OURS },
        prepare: async (unique) => ({
          customer_ids: [await customer(`new-${unique}`), (await invited(unique)).id],
          renew: true,
        }),
      });
      expect(remainders(report)).toEqual({});
      expect(report.completed.differences).toEqual([
        "customer_invitation (row added)",
        "customer_invitation.state",
        "customer_invitation.updated_at",
      ]);
      expect(report.completed.events).toEqual([]);
    });

    it("cancelInvitationWorkflow", async () => {
      const report = await failEachStep(store, {
        ...{ workflow: cancelInvitationWorkflow, compensatedTwice: OURS },
        prepare: async (unique) => ({ customer_id: (await invited(unique)).id }),
      });
      expect(remainders(report)).toEqual({});
    });

    it("sendInvitationsWorkflow: what the bus has been given stays with it, and its token is dead", async () => {
      const report = await failEachStep(store, {
        ...{ workflow: sendInvitationsWorkflow, compensatedTwice: OURS },
        prepare: async (unique) => {
          await service().invitations.create({ customer_ids: [await customer(unique)] });
          return {};
        },
      });
      expect(remainders(report)).toEqual({ [LATER_STEP]: ["event customer.invited"] });
      expect(report.completed.differences).toEqual(
        expect.arrayContaining(["customer_invitation.state", "customer_invitation.token_hash"]),
      );
    });

    it.each([true, false])("acceptInvitationWorkflow, has_account %s", async (has_account) => {
      const report = await failEachStep(store, {
        ...{ workflow: acceptInvitationWorkflow, compensatedTwice: OURS },
        prepare: async (unique) => ({ token: (await invited(unique, has_account)).token, password: PASSWORD }),
      });
      expect(remainders(report)).toEqual({});
      expect(report.runs.map(({ step }) => step)).toEqual([
        "customers-accept-invitation: customers-find-invited-customer-step",
        "customers-accept-invitation: customers-lock-logins-step",
        "customers-accept-invitation: customers-redeem-invitation-step",
        "customers-accept-invitation: customers-update-customers-as-step",
        ...(has_account
          ? []
          : [
              "customers-update-customers: customers-snapshot-customers-step",
              "customers-update-customers: update-customers-as-step",
              "update-customers: update-customer",
              "update-customers: customersUpdated",
              "update-customers: emit-event-step",
            ]),
        "customers-accept-invitation: customers-check-invited-email-step",
        "customers-accept-invitation: customers-delete-logins-step",
        "customers-accept-invitation: customers-create-emailpass-login-step",
        "customers-accept-invitation: customers-void-invitation-token-step",
        "customers-accept-invitation: customers-record-email-verification-step",
        "customers-accept-invitation: customers-unlock-logins-step",
        "customers-accept-invitation: invitationAccepted",
        "customers-accept-invitation: customers-emit-accepted",
        "customers-accept-invitation: emit-event-step",
        LATER_STEP,
      ]);
      expect(report.completed.events).toEqual(
        [
          ...["customer.email_verified", "customer.invitation_accepted"],
          ...(has_account ? [] : ["customer.customer.updated", "customer.updated"]),
        ].sort(),
      );
      expect(report.completed.differences).toEqual(
        [
          ...["auth_identity (row added)", "auth_verification (row added)", "provider_identity (row added)"],
          ...["customer_invitation.state", "customer_invitation.token_hash", "customer_invitation.updated_at"],
          ...(has_account ? [] : ["customer.has_account", "customer.updated_at"]),
        ].sort(),
      );
    });
  });

  it("a login that became another customer's meanwhile is left, and its id is logged", async () => {
    const log = jest
      .spyOn(store.container.resolve<Logger>(ContainerRegistrationKeys.LOGGER), "error")
      .mockReturnValue();
    const auth = store.container.resolve(Modules.AUTH);
    const { token } = await invited("x");
    let identity = "";
    meanwhile = async () => {
      const [{ id }] = await auth.listAuthIdentities();
      identity = id;
      await auth.updateAuthIdentities({ id, app_metadata: { customer_id: "cus_theirs" } });
    };
    const input = { token, password: PASSWORD };
    await expect(failingAcceptance(store.container).run({ input })).rejects.toBeDefined();
    expect((await auth.retrieveAuthIdentity(identity)).app_metadata).toEqual({ customer_id: "cus_theirs" });
    const logged = log.mock.calls.flat().map(String).join("\n");
    expect(logged).toContain(identity);
    expect(logged).not.toContain("@");
  });

  it("a hook of the shop may reject an invitation before the first write", async () => {
    const id = await customer("x");
    inviteCustomersWorkflow.hooks.validate(({ input }) => {
      if (input.additional_data?.refuse) {
        throw new Error("Not this one");
      }
    });
    const input = { customer_ids: [id] };
    const refused = { ...input, additional_data: { refuse: true } };
    await expect(inviteCustomersWorkflow(store.container).run({ input: refused })).rejects.toMatchObject({
      message: "Not this one",
    });
    expect(await store.sql("select id from customer_invitation")).toEqual([]);
    const { result } = await inviteCustomersWorkflow(store.container).run({ input });
    expect(result.ids).toHaveLength(1);
  });
});
