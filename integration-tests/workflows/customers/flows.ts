import { WorkflowManager } from "@medusajs/framework/orchestration";
import type { CustomerDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { createUsersWorkflow } from "@medusajs/medusa/core-flows";
import { TestEventUtils } from "@medusajs/test-utils";
import runOnceADay from "../../../examples/store/src/jobs/run-once-a-day";
import {
  type CreateCustomerInput,
  createCustomerStep,
} from "../../../examples/store/src/workflows/customer/steps/create-customer";
import { createCustomerWorkflow } from "../../../examples/store/src/workflows/customer/workflows/create-customer";
import type { ErrorBody } from "../../helpers/http/api-client";
import type { Store } from "../../helpers/stores/store";

const JOHN: CreateCustomerInput = { first_name: "John", last_name: "Doe", email: "john@example.com" };
const REFUSAL = "Customer with email: john@example.com, has_account: false, already exists.";

const failingStep = createStep("flows-spec-failing-step", async () => {
  throw new Error("The later step failed");
});

/** The store's own step, followed by one that fails. */
const failingWorkflow = createWorkflow("flows-spec-failing-workflow", (input: CreateCustomerInput) => {
  const { customer } = createCustomerStep(input);
  failingStep();
  return new WorkflowResponse({ customer });
});

export default function customersFlows(store: Store): void {
  describe("route: GET /workflow", () => {
    it("creates a customer through our service and answers it, on every call a new one", async () => {
      const calls = store.recordCalls();

      for (const count of [1, 2]) {
        const { status, data } = await store.client.get<{ customer: CustomerDTO }>("/workflow");
        expect(status).toBe(200);
        expect(data.customer).toMatchObject({ first_name: "John", last_name: "Doe", has_account: false });
        expect(await store.customers.retrieveCustomer(data.customer.id)).toMatchObject({ email: data.customer.email });
        expect(await calls.gave(data.customer.id)).toContain("createCustomers");
        expect(await store.customers.listCustomers()).toHaveLength(count);
      }
    });

    it("with a fixed email works once and is refused from then on, in any case, with the rule it breaks", async () => {
      const first = await store.client.get<{ customer: CustomerDTO }>("/workflow?email=John@Example.com");
      expect(first).toMatchObject({ status: 200, data: { customer: { email: "john@example.com" } } });

      const second = await store.client.get<ErrorBody>("/workflow?email=john@example.com");
      expect(second).toEqual({ status: 400, data: { type: "invalid_data", message: REFUSAL } });
      expect(await store.customers.listCustomers()).toHaveLength(1);
    });
  });

  describe("workflow: create-customer", () => {
    it("with a fixed email runs once; the second run fails with the rule it breaks and leaves the first as it is", async () => {
      const { result } = await createCustomerWorkflow(store.container).run({ input: JOHN });
      expect(result.customer).toMatchObject(JOHN);
      const before = await store.customerTables();

      const second = createCustomerWorkflow(store.container).run({ input: JOHN });
      await expect(second).rejects.toMatchObject({ type: "invalid_data", message: REFUSAL });
      expect(await store.customerTables()).toEqual(before);
    });

    it("deletes the customer for good when a later step fails: no row is left, not even a soft-deleted one", async () => {
      const calls = store.recordCalls();

      const run = failingWorkflow(store.container).run({ input: JOHN });
      await expect(run).rejects.toMatchObject({ message: "The later step failed" });
      expect(calls.called()).toEqual(expect.arrayContaining(["createCustomers", "deleteCustomers"]));
      expect(await store.sql("select id from customer")).toEqual([]);

      await expect(createCustomerWorkflow(store.container).run({ input: JOHN })).resolves.toMatchObject({
        result: { customer: { email: JOHN.email } },
      });
    });
  });

  describe("subscriber: user.created", () => {
    it("creates one customer for each new dashboard user", async () => {
      const eventBus = store.container.resolve(Modules.EVENT_BUS);
      const subscribersDone = TestEventUtils.waitSubscribersExecution("user.created", eventBus, { triggerCount: 2 });

      const users = [{ email: "one@example.com" }, { email: "two@example.com" }];
      const { result } = await createUsersWorkflow(store.container).run({ input: { users } });
      await subscribersDone;

      const emails = (await store.customers.listCustomers()).map(({ email }) => email);
      expect(emails.sort()).toEqual(result.map(({ id }) => `${id.toLowerCase()}@example.com`).sort());
    });
  });

  describe("job: run-once-a-day", () => {
    it("is registered with Medusa's scheduler, for midnight", () => {
      const workflow = WorkflowManager.getWorkflow("job-run-once-a-day");
      expect(workflow?.options.schedule).toEqual({ cron: "0 0 * * *", numberOfExecutions: undefined });
    });

    it("creates the customer of the day when Medusa runs it", async () => {
      const calls = store.recordCalls();
      await store.container.resolve(Modules.WORKFLOW_ENGINE).run("job-run-once-a-day", { input: {} });

      expect(await store.customers.listCustomers()).toMatchObject([
        { first_name: "John", last_name: "Doe", email: expect.stringMatching(/^daily-\d{4}-\d\d-\d\d@example\.com$/) },
      ]);
      expect(calls.called()).toContain("createCustomers");
    });

    it("its function creates a customer when it is called", async () => {
      await runOnceADay(store.container);
      expect(await store.customers.listCustomers()).toHaveLength(1);
    });
  });
}
