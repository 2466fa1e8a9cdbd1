// @own-store: it registers a hook of a workflow.
import type * as Timers from "node:timers/promises";
import type { Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { StepResponse } from "@medusajs/framework/workflows-sdk";
import { confirmEmailChangeWorkflow } from "medusa-plugin-customers/workflows";
import { unfinishedChanges } from "../helpers/email-changes/unfinished-changes";
import { createIdentity } from "../helpers/logins/logins";
import { runJob } from "../helpers/stores/jobs";
import { eventsOf } from "../helpers/stores/sent-events";
import { describeStore } from "../helpers/stores/store";
import { until } from "../helpers/timing/until";

const JOB = "customers-finish-email-changes";
const JOB_WAITS_MS = 60_000;

const ignore = async (): Promise<void> => {};
let emailChanged: (changeId: string) => Promise<void> = ignore;

confirmEmailChangeWorkflow.hooks.emailChanged(async ({ change }) => {
  await emailChanged(change.id);
  return new StepResponse(undefined);
});

/** Node's own timers, as the built plugin requires them. */
const timers: typeof Timers = require("node:timers/promises");

/** The minute that the job waits for its first change is over with `when`. */
function endFirstMinute(when: () => Promise<void>): jest.SpyInstance {
  const { setTimeout } = timers;
  let minutes = 0;
  return jest.spyOn(timers, "setTimeout").mockImplementation(async (milliseconds, value, options) => {
    if (milliseconds === JOB_WAITS_MS && ++minutes === 1) {
      await when();
      // as: the type of the value is that of the call.
      return value as never;
    }
    return await setTimeout(milliseconds, value as never, options);
  });
}

describeStore((store) => {
  let log: jest.SpyInstance;
  let warnings: jest.SpyInstance;

  beforeEach(() => {
    const logger = store.container.resolve<Logger>(ContainerRegistrationKeys.LOGGER);
    log = jest.spyOn(logger, "error").mockReturnValue();
    warnings = jest.spyOn(logger, "warn").mockReturnValue();
  });

  afterEach(() => {
    emailChanged = ignore;
  });

  const auth = () => store.container.resolve(Modules.AUTH);
  const locking = () => store.container.resolve(Modules.LOCKING);
  const logged = () => log.mock.calls.flat().map(String);
  const warned = () => warnings.mock.calls.flat().map(String);
  const finish = () => eventsOf(store, () => runJob(store, JOB));
  const { account, lateBy, confirmedByOthers, halfConfirmed } = unfinishedChanges(store);
  const emailOf = async (id: string) => (await store.customers.retrieveCustomer(id)).email;
  const logins = async () => (await auth().listProviderIdentities({})).map(({ entity_id }) => entity_id).sort();
  const unfinished = () =>
    store.sql<{ id: string }>(
      "select id from customer_email_change where state = 'confirmed' and completed_at is null",
    );

  /** Customers, changes, logins and verifications; of the Auth module's own rows all but the time of the last write. */
  const everything = async () => [
    await store.customerTables(),
    await store.sql("select * from customer_email_change order by id"),
    await store.sql("select id, entity_id, deleted_at from provider_identity order by id"),
    await store.sql("select auth_identity_id, entity_id, verified_at from auth_verification where deleted_at is null"),
  ];

  async function requested(): Promise<{ id: string; token: string }> {
    const id = await account("ada@x.io");
    await createIdentity(store, { provider: "emailpass", entityId: "ada@x.io", customerId: id });
    const request = { customer_id: id, email: "new@x.io", requested_by: "admin" as const };
    return { id, token: (await store.customers.emailChanges.request(request)).token };
  }

  /** Runs a confirmation whose hook is slow. @returns when it is in its hook; `fail` ends the hook. */
  async function heldInHook(token: string, others: () => Promise<void>) {
    let calls = 0;
    let fail = () => {};
    const held = new Promise<never>((_, reject) => {
      fail = () => reject(new Error("The shop's system is away"));
    });
    held.catch(ignore);
    emailChanged = async () => {
      calls++;
      await (calls === 1 ? held : others());
    };
    const run = confirmEmailChangeWorkflow(store.container).run({ input: { token } });
    run.catch(ignore);
    await until(async () => calls > 0);
    return { run, fail, calls: () => calls };
  }

  it.each([
    ["fail", async () => Promise.reject(new Error("away, too"))],
    ["run", ignore],
  ])(
    "a slow hook is no death: the job skips its change; when the hook fails all is as before; a hook of the job would %s",
    async (_, others) => {
      const { token } = await requested();
      const before = await everything();
      const { run, fail, calls } = await heldInHook(token, others);
      await lateBy(3);
      const meanwhile = await everything();

      expect(await finish()).toEqual([]);
      await lateBy(61);
      expect(await finish()).toEqual([]);
      await lateBy(3);

      expect([calls(), logged()]).toEqual([1, []]);
      expect((await everything()).slice(2)).toEqual(meanwhile.slice(2));
      fail();
      await expect(run).rejects.toMatchObject({ message: "The shop's system is away" });
      expect(await everything()).toEqual(before);
      // The lock is free.
      emailChanged = ignore;
      await confirmEmailChangeWorkflow(store.container).run({ input: { token } });
      expect(await logins()).toEqual(["new@x.io"]);
    },
  );

  it("a hook that does not return keeps its own change only: the job goes on to the other customers, and names the change", async () => {
    const stuck = await halfConfirmed({ name: "stuck" });
    const other = await halfConfirmed({ name: "other" });
    const heard: string[] = [];
    let release = ignore;
    const held = new Promise<void>((resolve) => {
      release = async () => resolve();
    });
    emailChanged = async (id) => {
      heard.push(id);
      await (id === stuck.id ? held : undefined);
    };
    const time = endFirstMinute(() => until(() => heard.includes(stuck.id)));

    await runJob(store, JOB);
    await until(async () => (await unfinished()).every(({ id }) => id !== other.id));
    await runJob(store, JOB);

    time.mockRestore();
    expect(await unfinished()).toEqual([{ id: stuck.id }]);
    expect(heard.sort()).toEqual([other.id, stuck.id].sort());
    expect(warned()).toEqual([expect.stringContaining(`The change of email ${stuck.id} is still being confirmed`)]);
    await release();
    await until(async () => (await unfinished()).length === 0);
    expect(await logins()).toEqual(["new-other@x.io", "new-stuck@x.io"]);
  });

  it("another token of the customer is refused meanwhile, and writes nothing", async () => {
    const { id, token } = await requested();
    const { run, fail } = await heldInHook(token, ignore);
    const second = await store.customers.emailChanges.request({
      ...{ customer_id: id, email: "third@x.io", requested_by: "admin" },
    });
    const before = await everything();

    await expect(
      confirmEmailChangeWorkflow(store.container).run({ input: { token: second.token } }),
    ).rejects.toMatchObject({ type: "conflict" });

    expect(await everything()).toEqual(before);
    fail();
    await expect(run).rejects.toMatchObject({ message: "The shop's system is away" });
  });

  it("an email that an admin sets while the job waits for the logins stays, and the login keeps its name", async () => {
    const { customer_id, id } = await halfConfirmed();
    const key = `customers-logins-${customer_id}`;
    await locking().acquire(key);
    const asked = jest.spyOn(locking(), "acquire");
    const run = finish();
    await until(async () => {
      await new Promise(setImmediate);
      return asked.mock.calls.some(([keys]) => [keys].flat().includes(key));
    });

    await store.customers.updateCustomers(customer_id, { email: "third@x.io" });
    await locking().release(key);

    expect(await run).toEqual([]);
    expect([await emailOf(customer_id), await logins()]).toEqual(["third@x.io", ["ada@x.io"]]);
    expect(await store.customers.emailChanges.retrieve(id)).toMatchObject({ state: "cancelled" });
  });

  it("an email that an admin sets right after the rename stays", async () => {
    const { customer_id } = await halfConfirmed();
    const service = auth();
    const update = service.updateProviderIdentities.bind(service);
    jest.spyOn(service, "updateProviderIdentities").mockImplementationOnce(async (login) => {
      const renamed = await Reflect.apply(update, service, [login]);
      await store.customers.updateCustomers(customer_id, { email: "third@x.io" });
      return renamed;
    });

    await finish();

    expect(await emailOf(customer_id)).toBe("third@x.io");
  });

  it("a connection that is lost closes no change, however long ago it was confirmed", async () => {
    const { id } = await halfConfirmed({ minutesAgo: 600 });
    emailChanged = async () => {
      throw new Error("Connection terminated unexpectedly");
    };

    expect(await finish()).toEqual([]);

    expect(await unfinished()).toEqual([{ id }]);
    expect(logged()).toEqual([expect.stringContaining(`${id} is confirmed and could not be completed yet`)]);
  });

  it("logins that another request has locked close no change, either", async () => {
    const { id, customer_id } = await halfConfirmed({ minutesAgo: 600 });
    const key = `customers-logins-${customer_id}`;
    await locking().acquire(key);

    expect(await finish()).toEqual([]);

    expect(await unfinished()).toEqual([{ id }]);
    expect(logged()).toEqual([]);
    await locking().release(key);
  });

  it("without a lock store the job reports each change, a thousand at most, and closes none", async () => {
    await confirmedByOthers(1_050, { isComplete: false });
    jest.spyOn(locking(), "acquire").mockRejectedValue(new Error("The lock store is away"));

    expect(await finish()).toEqual([]);

    expect(await unfinished()).toHaveLength(1_050);
    expect(logged()).toHaveLength(1_000);
    expect(logged().filter((line) => !line.includes("could not be completed yet"))).toEqual([]);
  });
});
