import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { logNotReverted } from "../../../shared/log-not-reverted";
import { compensateRun, heartbeatRun, type MoveInput, undoableRunOf } from "../merge-run";
import type { Move } from "../reassign-rows";

export const moveAuthIdentitiesStepId = "customers-move-auth-identities-step";

/**
 * Links the logins of the merged customer to the survivor, through the Auth module.
 *
 * It writes the id of the customer only: the module keeps the other keys of `app_metadata`, for example those of a
 * dashboard user.
 *
 * Compensation links them back (all but `updated_at`, which the Auth module sets itself); a login that another writer has
 * linked to another customer keeps it, and is logged. Idempotent.
 */
export const moveAuthIdentitiesStep = createStep(
  moveAuthIdentitiesStepId,
  async (input: MoveInput, { container }) => {
    const { merged_id, survivor_id, state } = input;
    if (state === "already_merged") {
      return new StepResponse<number, Move | null>(0, null);
    }
    await heartbeatRun(container, input);
    const found = await container
      .resolve(Modules.AUTH)
      .listAuthIdentities({ app_metadata: { customer_id: merged_id } });
    const ids = found.map(({ id }) => id).sort();
    const run = undoableRunOf(input);
    const move = run && { run, from: merged_id, to: survivor_id, ids };
    try {
      await linkTo(container, ids, survivor_id);
    } catch (error) {
      // Medusa does not compensate a step that fails: it undoes its own writes.
      await undoLinks(container, move);
      throw error;
    }
    return new StepResponse<number, Move | null>(ids.length, move);
  },
  async (move, { container }) => {
    await undoLinks(container, move);
  },
);

async function linkTo(container: MedusaContainer, ids: readonly string[], customer_id: string): Promise<void> {
  if (ids.length) {
    const rows = ids.map((id) => ({ id, app_metadata: { customer_id } }));
    await container.resolve(Modules.AUTH).updateAuthIdentities(rows);
  }
}

async function undoLinks(container: MedusaContainer, move: Move | null | undefined): Promise<void> {
  if (!move?.ids.length) {
    return;
  }
  const { run, from, to, ids } = move;
  const auth = container.resolve(Modules.AUTH);
  const leadingTo = async (customer_id: string) =>
    (await auth.listAuthIdentities({ id: ids, app_metadata: { customer_id } })).map(({ id }) => id);
  await compensateRun(container, { run, what: "logins" }, async () => {
    await linkTo(container, await leadingTo(to), from);
    const back = new Set(await leadingTo(from));
    logNotReverted(
      container,
      "logins",
      ids.filter((id) => !back.has(id)),
    );
  });
}
