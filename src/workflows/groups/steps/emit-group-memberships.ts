import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { CustomerEvents } from "../../events";
import { CUSTOMERS_PER_EVENT } from "../split-memberships-events";
import type { GroupMembershipsResult } from "./change-group-memberships";

export const emitGroupMembershipsStepId = "customers-emit-group-memberships-step";

const EVENTS = [CustomerEvents.CUSTOMERS_ADDED, CustomerEvents.CUSTOMERS_REMOVED];

/**
 * Emits the events of a change that the database has recorded, 1,000 customers at a time.
 *
 * The event bus holds them until the workflow has succeeded; that part grows with the number of customers (some 60 bytes
 * each).
 *
 * Compensation removes the events that the bus holds.
 */
export const emitGroupMembershipsStep = createStep(
  emitGroupMembershipsStepId,
  async ({ group_id, batch_id, added, removed }: GroupMembershipsResult, { container, eventGroupId }) => {
    if (!added && !removed) {
      return new StepResponse(undefined, undefined);
    }
    const service = resolveCustomerModule(container);
    const bus = container.resolve(Modules.EVENT_BUS);
    const metadata = eventGroupId === undefined ? {} : { eventGroupId };
    const page = { batchId: batch_id, after: "", limit: CUSTOMERS_PER_EVENT };
    for (;;) {
      const rows = await service.membershipBatches.list(page);
      for (const name of EVENTS) {
        const isAdded = name === CustomerEvents.CUSTOMERS_ADDED;
        const ids = rows.filter((row) => row.added === isAdded).map(({ customer_id }) => customer_id);
        if (ids.length) {
          await bus.emit({ name, data: { id: group_id, customer_ids: [...new Set(ids)] }, metadata });
        }
      }
      if (rows.length < CUSTOMERS_PER_EVENT) {
        return new StepResponse(undefined, eventGroupId);
      }
      page.after = rows[rows.length - 1].membership_id;
    }
  },
  async (group, { container }) => {
    if (group) {
      await container.resolve(Modules.EVENT_BUS).clearGroupedEvents(group, { eventNames: EVENTS });
    }
  },
);
