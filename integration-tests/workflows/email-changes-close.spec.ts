import { dirname, join } from "node:path";
import { Modules } from "@medusajs/framework/utils";
import type * as Closing from "../../src/workflows/email-changes/workflows/close-email-change";
import { unfinishedChanges } from "../helpers/email-changes/unfinished-changes";
import { describeStore } from "../helpers/stores/store";
import { type CompensationReport, failEachStep, LATER_STEP } from "../helpers/workflows/compensation";

const WORKFLOW = "customers-close-email-change";

const FILE = "email-changes/workflows/close-email-change.js";

/** The workflow of the built plugin, which the job runs. No store uses it, so that the package does not export it. */
const { closeEmailChangeWorkflow }: typeof Closing = require(
  join(dirname(require.resolve("medusa-plugin-customers/workflows")), FILE),
);

/** The Auth module sets these times itself, and takes none. */
const AUTH_TIME = /^(auth_identity|provider_identity|auth_verification)\.updated_at$/;

const CLOSE = "customers-close-email-change-step";

const STEPS = [
  "customers-lock-email-change-step",
  CLOSE,
  "customers-record-email-verification-step",
  "customers-complete-email-change-step",
  "customers-emit-updated",
  "emit-event-step",
  "customers-unlock-email-change-step",
  LATER_STEP,
];

const CLOSED = ["customer_email_change.state", "customer_email_change.updated_at"];

describeStore((store) => {
  const auth = () => store.container.resolve(Modules.AUTH);
  const { account, halfConfirmed } = unfinishedChanges(store);
  const customers: string[] = [];

  /** A change whose process died before it renamed the login. The locks of the runs before are free by then. */
  async function unfinished(unique: string) {
    for (const id of customers.splice(0)) {
      const key = `customers-email-change-${id}`;
      await store.container.resolve(Modules.LOCKING).acquire(key, { ownerId: unique, expire: 60 });
      await store.container.resolve(Modules.LOCKING).release(key, { ownerId: unique });
    }
    const change = await halfConfirmed({ name: unique });
    customers.push(change.customer_id);
    return change;
  }

  async function failEach(prepare: (unique: string) => Promise<string>): Promise<CompensationReport> {
    return await failEachStep(store, {
      ...{ workflow: closeEmailChangeWorkflow, compensatedTwice: /: customers-/ },
      prepare: async (unique) => ({ id: await prepare(unique) }),
    });
  }

  /** What remains after each step failed, by the step; the Auth module's own times aside. */
  const remains = ({ runs }: CompensationReport) =>
    runs.map(({ step, differences, events, compensationErrors }): [string, string[]] => [
      step.replace(`${WORKFLOW}: `, ""),
      [...differences.filter((one) => !AUTH_TIME.test(one)), ...events, ...compensationErrors],
    ]);

  it("of a login that has the new email completes the change; whichever step fails, every row is as it was, and the lock is free", async () => {
    const report = await failEach(async (unique) => {
      const { id, identity, new_email } = await unfinished(unique);
      const [login] = await auth().listProviderIdentities({ auth_identity_id: identity.id });
      await auth().updateProviderIdentities({ id: login.id, entity_id: new_email });
      return id;
    });

    expect(remains(report)).toEqual(STEPS.map((step) => [step, []]));
    expect(report.completed).toEqual({
      differences: [
        "auth_verification (row added)",
        "customer_email_change.completed_at",
        "customer_email_change.updated_at",
      ],
      events: ["customer.email_changed", "customer.updated"],
    });
  });

  const closings: [outcome: string, differences: string[], prepare: (unique: string) => Promise<string>][] = [
    [
      "reverted",
      ["customer.email", "customer.search_text", "customer.updated_at", ...CLOSED],
      async (unique) => (await unfinished(unique)).id,
    ],
    [
      "old_email_taken",
      CLOSED,
      async (unique) => {
        const { id, old_email } = await unfinished(unique);
        await account(old_email ?? "");
        return id;
      },
    ],
    [
      "other_email",
      CLOSED,
      async (unique) => {
        const { id, customer_id } = await unfinished(unique);
        await store.customers.updateCustomers(customer_id, { email: `third-${unique}@x.io` });
        return id;
      },
    ],
  ];

  it.each(closings)(
    "closed as %s: until that step nothing is written; it writes all in one transaction, which a later failure keeps, and a second run does nothing",
    async (outcome, differences, prepare) => {
      const ids: string[] = [];
      const report = await failEach(async (unique) => {
        const id = await prepare(unique);
        ids.push(id);
        return id;
      });

      const kept = [...differences, ...(outcome === "reverted" ? ["customer.customer.updated"] : [])];
      expect(remains(report)).toEqual(STEPS.map((step, at) => [step, at > STEPS.indexOf(CLOSE) ? kept : []]));
      expect(report.completed).toEqual({
        differences,
        events: outcome === "reverted" ? ["customer.customer.updated", "customer.updated"] : [],
      });
      // The first two runs failed before: the job closes these changes when it comes again.
      for (const [at, id] of ids.entries()) {
        const { result } = await closeEmailChangeWorkflow(store.container).run({ input: { id } });
        expect(result.outcome).toBe(at > STEPS.indexOf(CLOSE) ? null : outcome);
      }
    },
  );
});
