import type { CustomerUpdatableFields, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { RowSnapshot } from "../../../modules/customer/database/take-snapshot.sql";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

export const nameGuestStepId = "customers-name-guest-step";

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
    const { customer_id: id = null, shipping_address: address } = await readOrder(container, order_id);
    const { guests, snapshots } = resolveCustomerModule(container);
    const isKnown = id !== null && Boolean(address);
    const before = isKnown ? await snapshots.takeCustomers({ id }) : [];
    const written = isKnown ? await guests.name(id, address ?? {}, { eventGroupId }) : null;
    const named: NamedGuest = { id: isKnown ? id : null, is_named: written !== null };
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

type OrderOfGuest = {
  customer_id?: string | null;
  shipping_address?: { first_name?: string | null; last_name?: string | null; phone?: string | null } | null;
};

/** The order may be deleted before its event is delivered. */
async function readOrder(container: MedusaContainer, id: string): Promise<OrderOfGuest> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const fields = ["first_name", "last_name", "phone"].map((field) => `shipping_address.${field}`);
  const { data } = await query.graph({ entity: "order", fields: ["customer_id", ...fields], filters: { id } });
  // as: Query types an order by its generated types, which a store may not have.
  return (data.at(0) ?? {}) as OrderOfGuest;
}
