import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type AccountHolderLink, listAccountHolderLinks, splitAccountHolders } from "../account-holders";
import type { MoveInput } from "../move-owned";

export const moveAccountHoldersStepId = "customers-move-account-holders";

/**
 * Links the merged customer's payment account holders to the survivor. One at a provider that knows the survivor already
 * stays with the deleted record: the preview has refused that, or it is a claim.
 *
 * Compensation links them back, the very links with their ids and times; it may run twice.
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
      await removeLinks(container, returning, done.survivor_id);
      await container.resolve(ContainerRegistrationKeys.LINK).create(
        returning.map((one) => ({
          ...linkOf(one, one.customer_id),
          // The link module writes the row of the pair anew; with these it is the very row.
          data: { id: one.id, created_at: new Date(one.created_at), updated_at: new Date(one.updated_at) },
        })),
      );
    }
  },
);

function linkOf({ account_holder_id }: AccountHolderLink, customer_id: string) {
  return { [Modules.CUSTOMER]: { customer_id }, [Modules.PAYMENT]: { account_holder_id } };
}

/** For good: dismissing would leave rows behind that were not there before. */
async function removeLinks(container: MedusaContainer, links: AccountHolderLink[], customerId: string): Promise<void> {
  const service = container
    .resolve(ContainerRegistrationKeys.LINK)
    .getLinkModule(Modules.CUSTOMER, "customer_id", Modules.PAYMENT, "account_holder_id");
  for (const { account_holder_id } of links) {
    await service?.delete({ customer_id: customerId, account_holder_id });
  }
}
