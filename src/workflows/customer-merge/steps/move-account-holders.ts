import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type AccountHolderLink, listAccountHolderLinks, splitAccountHolders } from "../account-holders";
import type { MoveInput } from "../move-owned";

export const moveAccountHoldersStepId = "customers-move-account-holders";

/**
 * Links the merged customer's payment account holders to the survivor. One at a provider that knows the survivor already
 * stays with the deleted record: the preview has refused that, or it is a claim.
 *
 * Compensation restores the very links, all but `updated_at`, which the link module sets itself, and dismisses the new
 * ones, of which it keeps deleted rows (its `delete` ends in a syntax error in 2.21.2). It may run twice.
 */
export const moveAccountHoldersStep = createStep(
  moveAccountHoldersStepId,
  async ({ merged_id, survivor_id, state }: MoveInput, { container }) => {
    const links = state === "standing" ? [] : await listAccountHolderLinks(container, [merged_id, survivor_id]);
    const { moving } = splitAccountHolders(links, survivor_id);
    if (moving.length) {
      const link = container.resolve(ContainerRegistrationKeys.LINK);
      await link.dismiss(moving.map((one) => linkOf(one, merged_id)));
      await link.create(moving.map((one) => linkOf(one, survivor_id)));
    }
    return new StepResponse(moving.length, { moved: moving, survivor_id });
  },
  async (done, { container }) => {
    const standing = done?.moved.length ? await listAccountHolderLinks(container, [done.survivor_id]) : [];
    const ours = new Set(standing.map(({ account_holder_id }) => account_holder_id));
    const returning = (done?.moved ?? []).filter(({ account_holder_id }) => ours.has(account_holder_id));
    if (done && returning.length) {
      const link = container.resolve(ContainerRegistrationKeys.LINK);
      await link.dismiss(returning.map((one) => linkOf(one, done.survivor_id)));
      await link
        .getLinkModule(Modules.CUSTOMER, "customer_id", Modules.PAYMENT, "account_holder_id")
        ?.restore(returning.map(({ customer_id, account_holder_id }) => ({ customer_id, account_holder_id })));
    }
  },
);

function linkOf({ account_holder_id }: AccountHolderLink, customer_id: string) {
  return { [Modules.CUSTOMER]: { customer_id }, [Modules.PAYMENT]: { account_holder_id } };
}
