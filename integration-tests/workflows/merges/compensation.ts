import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import {
  claimGuestWorkflow,
  confirmVerificationWorkflow,
  mergeCustomersWorkflow,
} from "medusa-plugin-customers/workflows";
import { createLogin, createTwoCustomers } from "../../helpers/http/two-customers";
import { onMerge, removeMergeHooks } from "../../helpers/merges/merge-hooks";
import type { Store } from "../../helpers/stores/store";
import { type CompensationReport, failEachStep, LATER_STEP, remainders } from "../../helpers/workflows/compensation";

/**
 * What no service of Medusa's lets anybody restore: the time that a module sets itself when it gives a row back, the row
 * of a dismissed link, and the event that a link is there again.
 */
const LEFT_BY_MEDUSA = [
  "cart.updated_at",
  "customer_account_holder (row added)",
  "customer_account_holder.updated_at",
  "event LinkCustomerAccountHolder.attached",
  "order.updated_at",
  "order_change_action.updated_at",
];

function leftBehind(report: CompensationReport): string[] {
  return [...new Set(Object.values(remainders(report)).flat())].sort();
}

export default function mergesCompensation(store: Store): void {
  afterEach(removeMergeHooks);

  it("mergeCustomersWorkflow: whichever step fails, every row of every module is as it was, but for what Medusa keeps to itself", async () => {
    const report = await failEachStep(store, {
      workflow: mergeCustomersWorkflow,
      compensatedTwice: /customers-merge: customers-(lock|merge|move|complete)/,
      prepare: async (unique) => {
        const { registered, guest } = await createTwoCustomers(store, unique);
        await createLogin(store, guest.id, { provider: "emailpass", entity_id: `ada-${unique}@x.io` });
        return { customer_ids: [guest.id, registered.id], created_by: "user_1" };
      },
    });

    expect(report.runs.map(({ step }) => step.replace("customers-merge: ", ""))).toEqual([
      "customers-inspect-merge-step",
      "customers-assert-mergeable-step",
      "validate",
      "customers-lock-merge-logins-step",
      "customers-inspect-locked-merge",
      "customers-refuse-blocked-locked-merge",
      "customers-merge-records-step",
      "customers-move-auth-identities-step",
      "customers-move-account-holders-step",
      "customers-unlock-logins-step",
      "customers-move-carts-step",
      "customers-move-order-transfers-step",
      "customers-move-orders-step",
      "customersMerged",
      "emit-event-step",
      "customers-emit-customers-added",
      "customers-emit-customer-claimed",
      "customers-complete-merge-step",
      LATER_STEP,
    ]);
    expect(leftBehind(report)).toEqual(["auth_identity.updated_at", ...LEFT_BY_MEDUSA]);
    expect(report.completed.events).toEqual(
      expect.arrayContaining(["customer.merged", "customer_group.customers_added"]),
    );
    expect(report.completed.events).not.toContain("customer.claimed");
    expect(report.completed.differences).toEqual(
      expect.arrayContaining([
        "auth_identity.app_metadata",
        "cart.customer_id",
        "customer.deleted_at",
        "customer_account_holder (row added)",
        "customer_address.customer_id",
        "customer_group_customer (row added)",
        "customer_merge (row added)",
        "order.customer_id",
        "order_change_action.reference_id",
      ]),
    );
  });

  it("claimGuestWorkflow: whichever step fails, every row is as it was, but for what Medusa keeps to itself", async () => {
    const report = await failEachStep(store, {
      workflow: claimGuestWorkflow,
      prepare: async (unique) => {
        const { registered } = await createTwoCustomers(store, unique);
        const user_metadata = { email: registered.email };
        await createLogin(store, registered.id, { provider: "google", entity_id: unique, user_metadata });
        return { customer_id: registered.id, trigger: "proof" as const };
      },
    });

    expect(leftBehind(report)).toEqual(LEFT_BY_MEDUSA);
    expect(report.completed.events).toEqual(
      expect.arrayContaining(["customer.claimed", "customer.merged", "customer_group.customers_added"]),
    );
  });

  it("confirmVerificationWorkflow: whichever step fails, the code can be used again and no event is left", async () => {
    const report = await failEachStep(store, {
      workflow: confirmVerificationWorkflow,
      prepare: async (unique) => {
        const email = `ada-${unique}@x.io`;
        const input = { email, has_account: true };
        const { id } = await store.customers.createCustomers(input);
        const auth_identity_id = await createLogin(store, id, { provider: "emailpass", entity_id: email });
        const { code = "none" } = await store.container.resolve(Modules.AUTH).requestAuthVerification({
          auth_identity_id,
          entity_id: email,
          entity_type: "email",
          code_provider: "token",
        });
        return { code };
      },
    });

    expect(leftBehind(report)).toEqual(["auth_verification.updated_at"]);
    expect(report.completed.events).toContain("customer.email_verified");
  });

  it("a rollback leaves an order that was given to somebody else meanwhile where it is, and says so", async () => {
    const { registered, guest, orderId } = await createTwoCustomers(store, "later");
    const stranger = await store.customers.createCustomers({ email: "stranger@x.io" });
    const logger = store.container.resolve(ContainerRegistrationKeys.LOGGER);
    const told = jest.spyOn(logger, "error").mockImplementation(() => logger);
    const orders = store.container.resolve(Modules.ORDER);
    onMerge({
      customersMerged: async () => {
        await orders.updateOrders([{ id: orderId, customer_id: stranger.id }]);
        throw new Error("The shop refuses.");
      },
    });

    await expect(
      mergeCustomersWorkflow(store.container).run({ input: { customer_ids: [guest.id, registered.id] } }),
    ).rejects.toMatchObject({ message: "The shop refuses." });

    expect((await orders.retrieveOrder(orderId)).customer_id).toBe(stranger.id);
    expect((await store.customers.retrieveCustomer(guest.id)).id).toBe(guest.id);
    expect(told).toHaveBeenCalledWith(expect.stringContaining(orderId));
  });

  it("a rollback leaves the transfer of an order that was declined meanwhile as it is, and says so", async () => {
    const { registered, guest, transferId } = await createTwoCustomers(store, "declined");
    const logger = store.container.resolve(ContainerRegistrationKeys.LOGGER);
    const told = jest.spyOn(logger, "error").mockImplementation(() => logger);
    const orders = store.container.resolve(Modules.ORDER);
    onMerge({
      customersMerged: async () => {
        const [{ order_change_id }] = await orders.listOrderChangeActions({ id: transferId });
        await orders.declineOrderChange(String(order_change_id));
        throw new Error("The shop refuses.");
      },
    });

    await expect(
      mergeCustomersWorkflow(store.container).run({ input: { customer_ids: [guest.id, registered.id] } }),
    ).rejects.toMatchObject({ message: "The shop refuses." });

    expect(await orders.listOrderChangeActions({ id: transferId })).toMatchObject([{ reference_id: registered.id }]);
    expect(told).toHaveBeenCalledWith(expect.stringContaining(transferId));
  });
}
