// @own-store: it registers a hook of a workflow.
import type { Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { StepResponse } from "@medusajs/framework/workflows-sdk";
import { confirmEmailChangeWorkflow } from "medusa-plugin-customers/workflows";
import { unfinishedChanges } from "../helpers/email-changes/unfinished-changes";
import { storefrontClient } from "../helpers/http/accounts";
import { createIdentity, logIn } from "../helpers/logins/logins";
import { runJob } from "../helpers/stores/jobs";
import { eventsOf } from "../helpers/stores/sent-events";
import { describeStore } from "../helpers/stores/store";
import { failEachStep, remainders } from "../helpers/workflows/compensation";

const JOB = "customers-finish-email-changes";
const CHANGED = "customer.email_changed";
const UPDATED = "customer.updated";
const OTHER_PASSWORD = "another battery staple";

type HookInput = { change: { id: string }; additional_data: unknown };

const ignore = async (_: HookInput): Promise<void> => {};
let emailChanged = ignore;

confirmEmailChangeWorkflow.hooks.emailChanged(async ({ change, additional_data }) => {
  await emailChanged({ change, additional_data });
  return new StepResponse(undefined);
});

describeStore((store) => {
  let log: jest.SpyInstance;

  beforeEach(() => {
    log = jest.spyOn(store.container.resolve<Logger>(ContainerRegistrationKeys.LOGGER), "error").mockReturnValue();
  });

  afterEach(() => {
    emailChanged = ignore;
  });

  const auth = () => store.container.resolve(Modules.AUTH);
  const logged = (): string => log.mock.calls.flat().map(String).join("\n");
  const finish = () => eventsOf(store, () => runJob(store, JOB));
  const namesOf = (events: { name: string }[]) => events.map(({ name }) => name).sort();
  const emailOf = async (id: string) => (await store.customers.retrieveCustomer(id)).email;
  const stateOf = async (id: string) => (await store.customers.emailChanges.retrieve(id)).state;

  async function logins(): Promise<string[]> {
    const all = await auth().listProviderIdentities({ provider: "emailpass" });
    return all.map(({ entity_id }) => entity_id).sort();
  }

  const { account, lateBy, confirmedByOthers, halfConfirmed, halfConfirmedByCustomer } = unfinishedChanges(store);

  const setPassword = (email: string) =>
    auth().updateProvider("emailpass", { entity_id: email, password: OTHER_PASSWORD });

  async function renameLogin(from: string, to: string): Promise<void> {
    const [{ id }] = await auth().listProviderIdentities({ provider: "emailpass", entity_id: from });
    await auth().updateProviderIdentities({ id, entity_id: to });
  }

  it("the email of the customer and the state of the change are written together", async () => {
    const change = await halfConfirmed({ minutesAgo: 0 });

    expect(change.state).toBe("confirmed");
    expect(await emailOf(change.customer_id)).toBe("new@x.io");
  });

  it("a change whose process died before the rename ends as an undisturbed one; a second run has nothing to do", async () => {
    const change = await halfConfirmed();
    const heard: HookInput[] = [];
    emailChanged = async (input) => void heard.push(input);

    const events = await finish();

    expect(await logins()).toEqual(["new@x.io"]);
    expect(events).toContainEqual({ name: CHANGED, data: { id: change.customer_id, change_id: change.id } });
    expect(events).toContainEqual({ name: UPDATED, data: { id: change.customer_id } });
    expect(heard).toMatchObject([{ change: { id: change.id, customer_id: change.customer_id } }]);
    const verified = await auth().listAuthVerifications({ auth_identity_id: change.identity.id });
    expect(verified).toMatchObject([{ entity_id: "new@x.io", verified_at: expect.any(Date) }]);
    expect(namesOf(await finish())).toEqual([]);
  });

  it("a process that died after the rename: verification, events and hook follow, whatever the password is by then", async () => {
    const storefront = await storefrontClient(store);
    const change = await halfConfirmedByCustomer(storefront);
    await renameLogin("ada@x.io", "new@x.io");
    await setPassword("new@x.io");

    const events = await finish();

    expect(namesOf(events)).toEqual([CHANGED, UPDATED]);
    expect(await emailOf(change.customer_id)).toBe("new@x.io");
    expect(await logIn(storefront, "new@x.io", OTHER_PASSWORD)).toMatchObject({ status: 200 });
    const [login] = await auth().listProviderIdentities({ entity_id: "new@x.io" });
    const verified = await auth().listAuthVerifications({ auth_identity_id: login.auth_identity_id });
    expect(verified).toMatchObject([{ entity_id: "new@x.io", verified_at: expect.any(Date) }]);
    expect(namesOf(await finish())).toEqual([]);
  });

  it("runs of the job at one time end the change once", async () => {
    const { id } = await halfConfirmed();
    const heard: string[] = [];
    emailChanged = async ({ change }) => void heard.push(change.id);

    await Promise.all([finish(), finish(), finish()]);

    expect([heard, logged()]).toEqual([[id], ""]);
  });

  it("a login that is spelled with capitals is found and renamed", async () => {
    await halfConfirmed({ login: "Ada@X.io" });

    await finish();

    expect(await logins()).toEqual(["new@x.io"]);
  });

  it("the change of an account without a password ends, too", async () => {
    const change = await halfConfirmed();
    await auth().deleteAuthIdentities([change.identity.id]);

    expect(namesOf(await finish())).toEqual([CHANGED, UPDATED]);
    expect(namesOf(await finish())).toEqual([]);
  });

  it("the job leaves alone a change that its process may still be working on", async () => {
    await halfConfirmed({ minutesAgo: 1 });

    await finish();

    expect(await logins()).toEqual(["ada@x.io"]);
  });

  it("the job finds it behind 1,200 that ended", async () => {
    const { customer_id } = await halfConfirmed();
    await confirmedByOthers(1_200, { isComplete: true });

    expect(await finish()).toContainEqual({ name: UPDATED, data: { id: customer_id } });
    expect(await logins()).toEqual(["new@x.io"]);
  });

  it("the job finds each of several pages, a failing one among them", async () => {
    const ids = await confirmedByOthers(230, { isComplete: false });
    emailChanged = async ({ change }) => {
      if (change.id === "cusech_1") {
        throw new Error("The shop's system is away");
      }
    };

    const events = await finish();

    const changed = events.filter(({ name }) => name === CHANGED).map(({ data }) => data as { change_id: string });
    expect(changed.map(({ change_id }) => change_id).sort()).toEqual(ids.filter((id) => id !== "cusech_1").sort());
    emailChanged = ignore;
    expect(await finish()).toContainEqual({ name: CHANGED, data: { id: "cus_1", change_id: "cusech_1" } });
  });

  it("whichever step of a resumed confirmation fails, every row is as it was; compensated twice, too", async () => {
    const report = await failEachStep(store, {
      ...{ workflow: confirmEmailChangeWorkflow, compensatedTwice: /: customers-/ },
      prepare: async (unique) => ({ unfinished_id: (await halfConfirmed({ name: unique })).id }),
    });
    const remain = Object.values(remainders(report)).flat();
    expect(
      remain.filter((one) => !/^(auth_identity|provider_identity|auth_verification)\.updated_at$/.test(one)),
    ).toEqual([]);
    expect(report.completed.differences).toContain("customer_email_change.completed_at");
  });

  it("a refused confirmation is refused before the first write, so that a process that dies leaves nothing of it", async () => {
    const customer_id = await account("ada@x.io");
    const { emailChanges } = store.customers;
    const { token } = await emailChanges.request({ customer_id, email: "new@x.io", requested_by: "admin" });
    await createIdentity(store, { provider: "emailpass", entityId: "new@x.io" });
    const redeemed = jest.spyOn(emailChanges, "redeemAndApply");

    await expect(confirmEmailChangeWorkflow(store.container).run({ input: { token } })).rejects.toMatchObject({
      type: "not_found",
    });

    expect(redeemed).not.toHaveBeenCalled();
  });

  describe("a change that is refused for good", () => {
    /** The email is the old one again, the change is closed, and the job has nothing to do after that. */
    async function expectReverted(change: { id: string; customer_id: string }): Promise<void> {
      expect(await finish()).toEqual([{ name: UPDATED, data: { id: change.customer_id } }]);
      expect(await emailOf(change.customer_id)).toBe("ada@x.io");
      expect(await stateOf(change.id)).toBe("cancelled");
      expect(logged()).toContain(change.id);
      expect(logged()).not.toContain("@");
      log.mockClear();
      expect(await finish()).toEqual([]);
      expect(logged()).toBe("");
    }

    it("another password by then: the customer logs in at the old email", async () => {
      const storefront = await storefrontClient(store);
      const change = await halfConfirmedByCustomer(storefront);
      await setPassword("ada@x.io");

      await expectReverted(change);

      expect(await logIn(storefront, "ada@x.io", OTHER_PASSWORD)).toMatchObject({ status: 200 });
      expect(await logins()).toEqual(["ada@x.io"]);
    });

    it("a login of another owner at the new email", async () => {
      const change = await halfConfirmed();
      await createIdentity(store, { provider: "emailpass", entityId: "new@x.io" });

      await expectReverted(change);

      expect(await logins()).toEqual(["ada@x.io", "new@x.io"]);
    });

    it("a login that also serves a dashboard user", async () => {
      const change = await halfConfirmed();
      const { customer_id, identity } = change;
      await auth().updateAuthIdentities({ id: identity.id, app_metadata: { customer_id, user_id: "user_1" } });

      await expectReverted(change);
    });

    it("a second login of the customer at the new email: both stay", async () => {
      const change = await halfConfirmed();
      await createIdentity(store, { provider: "emailpass", entityId: "new@x.io", customerId: change.customer_id });

      await expectReverted(change);

      expect(await logins()).toEqual(["ada@x.io", "new@x.io"]);
    });

    it("a hook that refuses it, before the login was renamed", async () => {
      const change = await halfConfirmed();
      emailChanged = async () => {
        throw Object.assign(new Error("Not this one"), { __isMedusaError: true, type: "not_allowed" });
      };

      await expectReverted(change);

      expect(await logins()).toEqual(["ada@x.io"]);
    });

    it("a hook that fails for an hour, after the login was renamed: the change is complete all the same", async () => {
      const change = await halfConfirmed({ minutesAgo: 30 });
      await renameLogin("ada@x.io", "new@x.io");
      emailChanged = async () => {
        throw new Error("The shop's system is away");
      };
      expect(await finish()).toEqual([]);
      expect(logged()).toContain(change.id);

      await lateBy(61);
      expect(namesOf(await finish())).toEqual([CHANGED, UPDATED]);

      expect(await emailOf(change.customer_id)).toBe("new@x.io");
      expect(await stateOf(change.id)).toBe("confirmed");
      const verified = await auth().listAuthVerifications({ auth_identity_id: change.identity.id });
      expect(verified).toMatchObject([{ entity_id: "new@x.io", verified_at: expect.any(Date) }]);
      expect(namesOf(await finish())).toEqual([]);
    });

    it("an old email that another account has by now: the change is closed, and the log names customer and cure", async () => {
      const change = await halfConfirmed();
      await createIdentity(store, { provider: "emailpass", entityId: "new@x.io" });
      await account("ada@x.io");

      expect(await finish()).toEqual([]);

      expect(await emailOf(change.customer_id)).toBe("new@x.io");
      expect(await stateOf(change.id)).toBe("cancelled");
      expect(logged()).toContain(change.customer_id);
      expect(logged()).toContain("another account has the old email");
      expect(logged()).not.toContain("@");
      log.mockClear();
      expect(await finish()).toEqual([]);
      expect(logged()).toBe("");
    });

    it("a customer who has another email since keeps it, and the login its name", async () => {
      const change = await halfConfirmed();
      await store.customers.updateCustomers(change.customer_id, { email: "third@x.io" });

      expect(await finish()).toEqual([]);

      expect(await logins()).toEqual(["ada@x.io"]);
      expect(await emailOf(change.customer_id)).toBe("third@x.io");
      expect(await stateOf(change.id)).toBe("cancelled");
    });
  });
});
