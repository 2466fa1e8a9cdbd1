import type { CustomerUpdatableFields } from "@medusajs/framework/types";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { RowSnapshot } from "../../../modules/customer/database/take-snapshot.sql";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";
import { readOrderOfGuest } from "../read-order-of-guest";

const nameGuestStepId = "customers-name-guest-step";

export type NameGuestInput = { order_id: string };

/** `id`: the customer of the order; null for an order without a customer or a shipping address. */
export type NamedGuest = { id: string | null; is_named: boolean };

/** `before`: the row of a guest who was named; none for any other. */
type NamingUndo = { before: RowSnapshot[]; written: CustomerUpdatableFields };

/**
 * Names the guest of an order by its shipping address, if the guest has no name.
 *
 * Compensation: the guest's row as before, unless another caller has changed it.
 */
export const nameGuestStep = createStep(
  nameGuestStepId,
  async ({ order_id }: NameGuestInput, { container, eventGroupId }) => {
    const { id, address } = await readOrderOfGuest(container, order_id);
    const { guests, snapshots } = resolveCustomerModule(container);
    const isUnnamed = id !== null && (await guests.isUnnamed(id));
    const before = isUnnamed ? await snapshots.takeCustomers({ id }) : [];
    const written = isUnnamed ? await guests.name(id, address, { eventGroupId }) : null;
    const named: NamedGuest = { id, is_named: written !== null };
    const undo: NamingUndo = { before: written ? before : [], written: written ?? {} };
    return new StepResponse(named, undo);
  },
  async (undo, { container, eventGroupId }) => {
    if (undo?.before.length) {
      const { snapshots } = resolveCustomerModule(container);
      const { notRestored } = await snapshots.restoreCustomers(undo.before, undo.written, { eventGroupId });
      logNotReverted(container, "customers", notRestored);
    }
  },
);
