import { asValue } from "@medusajs/framework/awilix";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, createMedusaContainer, Modules } from "@medusajs/framework/utils";
import { isModuleMounted, MISSING_MODULE_MESSAGE, reportMissingModule } from "../../src/shared/wiring";

/** A container as Medusa has it when it loads the plugin's routes, with this as the customer service. */
function storeContainer(customerService?: object): { container: MedusaContainer; error: jest.Mock } {
  const error = jest.fn();
  const container = createMedusaContainer();
  container.register(ContainerRegistrationKeys.LOGGER, asValue({ error }));
  if (customerService !== undefined) {
    container.register(Modules.CUSTOMER, asValue(customerService));
  }
  return { container, error };
}

describe("reportMissingModule", () => {
  it("says nothing when our service answers as the customer module", () => {
    const { container, error } = storeContainer({ plugin: "medusa-plugin-customers" });

    reportMissingModule(container);

    expect(isModuleMounted(container)).toBe(true);
    expect(error).not.toHaveBeenCalled();
  });

  it.each([
    ["core's service answers", { listCustomers: () => [] }],
    ["another plugin's service answers", { plugin: "medusa-plugin-other" }],
    ["no service answers", undefined],
  ])("logs the one error when %s", (_, service) => {
    const { container, error } = storeContainer(service);

    reportMissingModule(container);

    expect(isModuleMounted(container)).toBe(false);
    expect(error.mock.calls).toEqual([[MISSING_MODULE_MESSAGE]]);
  });

  it("the error says what is missing and the lines to add", () => {
    expect(MISSING_MODULE_MESSAGE).toContain('another module answers as "customer"');
    expect(MISSING_MODULE_MESSAGE).toContain('import { withCustomers } from "medusa-plugin-customers"');
    expect(MISSING_MODULE_MESSAGE).toContain("module.exports = withCustomers(defineConfig(");
  });
});
