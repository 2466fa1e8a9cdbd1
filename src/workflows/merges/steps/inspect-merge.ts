import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MergeBlocker } from "../../../modules/customer/merges/merge-blockers";
import type { MergePlan, MergeRequest } from "../../../modules/customer/merges/merge-plan";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { type AccountHolderLink, listAccountHolderLinks, splitAccountHolders } from "../account-holders";
import { countOrderTransfers } from "../order-transfers";

export const inspectMergeStepId = "customers-inspect-merge-step";

export type InspectMergeInput = MergeRequest & {
  /** Both customers may have logins; the survivor gets all of them. */
  keep_logins?: boolean;
  /** Account holders at a provider that the survivor has too stay with the guest: for a claim. */
  leave_account_holders?: boolean;
};

/** The rows of other modules that move. */
export type MergeMoves = {
  orders: number;
  order_transfers: number;
  carts: number;
  auth_identity_ids: string[];
  account_holder_ids: string[];
};

export type MergePreview = { plan: MergePlan | null; moves: MergeMoves; blockers: MergeBlocker[] };

const NO_MOVES: MergeMoves = {
  ...{ orders: 0, order_transfers: 0, carts: 0 },
  ...{ auth_identity_ids: [], account_holder_ids: [] },
};

/** Reads the plan of a merge, the rows that move in other modules, and all blockers. Writes nothing. */
export const inspectMergeStep = createStep(inspectMergeStepId, async (input: InspectMergeInput, { container }) => {
  const { plan, blockers } = await resolveCustomerModule(container).merges.preview(input);
  const preview: MergePreview = { plan, moves: NO_MOVES, blockers };
  return new StepResponse(plan ? await inspectOtherModules(container, { ...preview, plan }, input) : preview);
});

async function inspectOtherModules(
  container: MedusaContainer,
  { plan, blockers }: MergePreview & { plan: MergePlan },
  input: InspectMergeInput,
): Promise<MergePreview> {
  const { survivor_id, merged_id } = plan;
  const [, orders] = await container
    .resolve(Modules.ORDER)
    .listAndCountOrders({ customer_id: merged_id }, { select: ["id"], take: 1 });
  const [, carts] = await container.resolve(Modules.CART).listAndCountCarts(
    // as: the type of the filter leaves out null, which the service takes as "is not completed".
    { customer_id: merged_id, completed_at: null } as object,
    { select: ["id"], take: 1 },
  );
  const auth = container.resolve(Modules.AUTH);
  const own = await auth.listAuthIdentities({ app_metadata: { customer_id: survivor_id } });
  const ofMerged = await auth.listAuthIdentities({ app_metadata: { customer_id: merged_id } });
  const holders = splitAccountHolders(await listAccountHolderLinks(container, [survivor_id, merged_id]), survivor_id);
  const moves = {
    orders,
    order_transfers: await countOrderTransfers(container, merged_id),
    carts,
    auth_identity_ids: ofMerged.map(({ id }) => id).sort(),
    account_holder_ids: holders.moving.map(({ account_holder_id }) => account_holder_id).sort(),
  };
  const both = { logins: own.length > 0 && ofMerged.length > 0, conflicting: holders.conflicting };
  return { plan, moves, blockers: [...blockers, ...otherBlockers(both, input)] };
}

function otherBlockers(
  both: { logins: boolean; conflicting: AccountHolderLink[] },
  { keep_logins, leave_account_holders }: InspectMergeInput,
): MergeBlocker[] {
  const blockers: MergeBlocker[] = [];
  if (both.logins && !keep_logins) {
    const message =
      'Both customers can log in. Set "keep_logins" to let both logins lead to the survivor, or remove one.';
    blockers.push({ code: "two_logins", message });
  }
  if (both.conflicting.length && !leave_account_holders) {
    const providers = [...new Set(both.conflicting.map(({ provider_id }) => provider_id))].join(", ");
    const message = `Both customers have a payment account at ${providers}. Remove one of the account holders first.`;
    blockers.push({ code: "account_holders", message });
  }
  return blockers;
}
