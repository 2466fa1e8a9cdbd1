import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { mergeCustomersWorkflow, previewMergeWorkflow } from "medusa-plugin-customers/workflows";

export async function mergeIfNothingBlocks(container: MedusaContainer, customerIds: [string, string]) {
  const input = { customer_ids: customerIds };
  const { result: preview } = await previewMergeWorkflow(container).run({ input });
  if (preview.blockers.length > 0) {
    return preview.blockers;
  }
  const { result: merge } = await mergeCustomersWorkflow(container).run({ input });
  return merge;
}

/** A module of your own. */
type Loyalty = { movePoints(customers: { from: string; to: string }): Promise<void> };

/** Moves what your own modules keep by customer id. Write it so that it may run twice for one merge. */
mergeCustomersWorkflow.hooks.customersMerged(async ({ merge }, { container }) => {
  const loyalty = container.resolve<Loyalty>("loyalty");
  await loyalty.movePoints({ from: merge.merged_id, to: merge.survivor_id });
});

/** Refuses a merge. */
mergeCustomersWorkflow.hooks.validate(async ({ preview }) => {
  if (preview.moves.orders > 1_000) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "Ask the head office to merge customers with so many orders.");
  }
});
