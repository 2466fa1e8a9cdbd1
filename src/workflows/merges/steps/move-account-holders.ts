import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MergeRun } from "../../../modules/customer/merges/merge-run.sql";
import { type AccountHolderLink, listAccountHolderLinks, splitAccountHolders } from "../account-holders";
import { compensateRun, heartbeatRun, type MoveInput, undoableRunOf } from "../merge-run";

export const moveAccountHoldersStepId = "customers-move-account-holders-step";

type MovedHolders = { run: MergeRun; moved: AccountHolderLink[]; survivor_id: string };

/**
 * Links the merged customer's payment account holders to the survivor. One at a provider that knows the survivor already
 * stays with the deleted record: the preview has refused that, or it is a claim. The new link comes before the old one goes:
 * whatever breaks in between, no holder is without a customer, and who takes the merge up finds what is left to do.
 *
 * Compensation restores the very links, all but `updated_at`, which the link module sets itself, and dismisses the new
 * ones, of which it keeps deleted rows (its `delete` ends in a syntax error in 2.21.2). It may run twice.
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
    // By the link module itself: Medusa's Link refuses a holder of two customers, which this one is for a moment.
    const pairs = moving.map(({ account_holder_id }): [string, string] => [survivorId, account_holder_id]);
    await linkModule(container).create(pairs);
    await container.resolve(ContainerRegistrationKeys.LINK).dismiss(moving.map((one) => linkOf(one, one.customer_id)));
  }
}

/** Only what leads to the survivor still; a link that somebody took away since stays away. */
async function restoreLinks(container: MedusaContainer, done: MovedHolders | null | undefined): Promise<void> {
  if (!done?.moved.length) {
    return;
  }
  const { run, moved, survivor_id } = done;
  await compensateRun(container, { run, what: "payment account holders" }, async () => {
    const standing = await listAccountHolderLinks(container, [survivor_id]);
    const ours = new Set(standing.map(({ account_holder_id }) => account_holder_id));
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
