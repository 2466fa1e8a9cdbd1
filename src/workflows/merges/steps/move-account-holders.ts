import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MergeRun } from "../../../modules/customer/merges/merge-run.sql";
import { type AccountHolderLink, listAccountHolderLinks, splitAccountHolders } from "../account-holders";
import { compensateRun, heartbeatRun, type MoveInput, undoableRunOf } from "../merge-run";

export const moveAccountHoldersStepId = "customers-move-account-holders-step";

type MovedHolders = { run: MergeRun; moved: AccountHolderLink[]; survivor_id: string };

/**
 * Links the payment account holders of the merged customer to the survivor.
 *
 * An account holder at a provider that the survivor has too stays with the deleted customer: the preview has rejected the
 * merge, or it is a claim. The new link is created before the old one is dismissed: after an interruption no holder is
 * without a customer, and the next run finds the rest.
 *
 * Compensation restores the old links, all but `updated_at`, which the link module sets itself, and dismisses the new
 * ones, which stay as deleted rows (`delete` of the link module ends in a syntax error in 2.21.2). Idempotent.
 */
export const moveAccountHoldersStep = createStep(
  moveAccountHoldersStepId,
  async (input: MoveInput, { container }) => {
    const { merged_id, survivor_id, state } = input;
    if (state === "already_merged") {
      return new StepResponse<number, MovedHolders | null>(0, null);
    }
    await heartbeatRun(container, input);
    const links = await listAccountHolderLinks(container, [merged_id, survivor_id]);
    const { moving } = splitAccountHolders(links, survivor_id);
    const run = undoableRunOf(input);
    const done = run && { run, moved: moving, survivor_id };
    try {
      await relink(container, moving, survivor_id);
    } catch (error) {
      await restoreLinks(container, done);
      throw error;
    }
    return new StepResponse<number, MovedHolders | null>(moving.length, done);
  },
  async (done, { container }) => {
    await restoreLinks(container, done);
  },
);

async function relink(container: MedusaContainer, moving: AccountHolderLink[], survivorId: string): Promise<void> {
  if (moving.length) {
    // Through the link module: Medusa's Link rejects a holder of two customers, which this one is for a moment.
    const pairs = moving.map(({ account_holder_id }): [string, string] => [survivorId, account_holder_id]);
    await linkModule(container).create(pairs);
    await container.resolve(ContainerRegistrationKeys.LINK).dismiss(moving.map((one) => linkOf(one, one.customer_id)));
  }
}

/** Restores links of holders that the survivor still has. A link that another writer removed stays removed. */
async function restoreLinks(container: MedusaContainer, done: MovedHolders | null | undefined): Promise<void> {
  if (!done?.moved.length) {
    return;
  }
  const { run, moved, survivor_id } = done;
  await compensateRun(container, { run, what: "payment account holders" }, async () => {
    const links = await listAccountHolderLinks(container, [survivor_id]);
    const ours = new Set(links.map(({ account_holder_id }) => account_holder_id));
    const returning = moved.filter(({ account_holder_id }) => ours.has(account_holder_id));
    if (returning.length) {
      const keys = returning.map(({ customer_id, account_holder_id }) => ({ customer_id, account_holder_id }));
      await linkModule(container).restore(keys);
      const link = container.resolve(ContainerRegistrationKeys.LINK);
      await link.dismiss(returning.map((one) => linkOf(one, survivor_id)));
    }
  });
}

function linkModule(container: MedusaContainer) {
  const service = container
    .resolve(ContainerRegistrationKeys.LINK)
    .getLinkModule(Modules.CUSTOMER, "customer_id", Modules.PAYMENT, "account_holder_id");
  if (!service) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "Medusa has no link of customers and account holders.");
  }
  return service;
}

function linkOf({ account_holder_id }: AccountHolderLink, customer_id: string) {
  return { [Modules.CUSTOMER]: { customer_id }, [Modules.PAYMENT]: { account_holder_id } };
}
