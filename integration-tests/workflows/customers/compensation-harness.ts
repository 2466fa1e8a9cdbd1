import { Modules } from "@medusajs/framework/utils";
import { createStep, createWorkflow, StepResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk";
import { createAda } from "../../helpers/modules/ada";
import type { Store } from "../../helpers/stores/store";
import { failEachStep, LATER_STEP } from "../../helpers/workflows/compensation";

export default function customersCompensationHarness(store: Store): void {
  describe("the compensation harness", () => {
    const wrongly = createStep(
      "conflicts-spec-wrong-compensation",
      async (id: string, { container }) => {
        await container.resolve(Modules.CUSTOMER).updateCustomers(id, { phone: "2", metadata: { added: 1 } });
        await container.resolve(Modules.CUSTOMER).createCustomerAddresses({ customer_id: id, city: "Rome" });
        await container.resolve(Modules.EVENT_BUS).emit({ name: "customer.emitted-too-early", data: { id } });
        return new StepResponse(undefined, id);
      },
      async (id, { container }) => {
        if (id) {
          await container.resolve(Modules.CUSTOMER).updateCustomers(id, { phone: "1" });
          throw new Error("Given up");
        }
      },
    );
    const wrong = createWorkflow("conflicts-spec-wrong", (input: WorkflowData<string>) => {
      wrongly(input);
    });
    const idly = createStep("conflicts-spec-idle-step", async (_: string) => {});
    const idle = createWorkflow("conflicts-spec-idle", (input: WorkflowData<string>) => {
      idly(input);
    });

    it("finds what a wrong compensation leaves: columns, rows, events, and the error it ends with", async () => {
      const prepare = async (unique: string) => (await createAda(store, unique)).id;
      const report = await failEachStep(store, { workflow: wrong, prepare, mode: "after" });
      expect(report.runs).toEqual([
        {
          step: "conflicts-spec-wrong: conflicts-spec-wrong-compensation",
          differences: [
            "customer.metadata",
            "customer.phone",
            "customer.search_text",
            "customer.updated_at",
            "customer_address (row added)",
          ],
          events: ["customer.emitted-too-early"],
          compensationErrors: [],
        },
        {
          step: LATER_STEP,
          differences: ["customer.metadata", "customer.updated_at", "customer_address (row added)"],
          events: ["customer.emitted-too-early"],
          compensationErrors: ["conflicts-spec-wrong-as-step compensating: Unknown error"],
        },
      ]);
    });

    it("refuses a workflow that writes nothing or fails by itself: both would pass for restored", async () => {
      const prepare = async () => "cus_unknown";
      await expect(failEachStep(store, { workflow: idle, prepare })).rejects.toThrow("writes nothing");
      await expect(failEachStep(store, { workflow: wrong, prepare })).rejects.toThrow("failed by itself");
    });
  });
}
