import type { AuthIdentityDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { reportLeft } from "../../report-left";
import type { MoveInput } from "../move-owned";

export const moveAuthIdentitiesStepId = "customers-move-auth-identities";

/**
 * Lets the merged customer's logins lead to the survivor, through the Auth module.
 *
 * Compensation lets them lead back (all but `updated_at`, which the Auth module sets itself); a login that leads to
 * somebody else by now stays so and is logged. It may run twice.
 */
export const moveAuthIdentitiesStep = createStep(
  moveAuthIdentitiesStepId,
  async ({ merged_id, survivor_id, state }: MoveInput, { container }) => {
    const auth = container.resolve(Modules.AUTH);
    const identities =
      state === "standing" ? [] : await auth.listAuthIdentities({ app_metadata: { customer_id: merged_id } });
    if (identities.length) {
      await auth.updateAuthIdentities(identities.map((identity) => leadingTo(identity, survivor_id)));
    }
    const ids = identities.map(({ id }) => id);
    return new StepResponse(ids.length, { ids, merged_id, survivor_id });
  },
  async (move, { container }) => {
    if (!move?.ids.length) {
      return;
    }
    const { ids, merged_id, survivor_id } = move;
    const auth = container.resolve(Modules.AUTH);
    const ours = await auth.listAuthIdentities({ id: ids, app_metadata: { customer_id: survivor_id } });
    if (ours.length) {
      await auth.updateAuthIdentities(ours.map((identity) => leadingTo(identity, merged_id)));
    }
    const returned = await auth.listAuthIdentities({ id: ids, app_metadata: { customer_id: merged_id } });
    const back = new Set(returned.map(({ id }) => id));
    reportLeft(
      container,
      "logins",
      ids.filter((id) => !back.has(id)),
    );
  },
);

function leadingTo({ id, app_metadata }: Pick<AuthIdentityDTO, "id" | "app_metadata">, customerId: string) {
  return { id, app_metadata: { ...app_metadata, customer_id: customerId } };
}
