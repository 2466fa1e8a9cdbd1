import { asValue } from "@medusajs/framework/awilix";
import { ContainerRegistrationKeys, createMedusaContainer, Modules } from "@medusajs/framework/utils";
import { reportGuestCheckout } from "../../src/workflows/guest-checkout/read-guest-checkout-mode";

const DEMAND = { customer: [{ auth_provider: "emailpass", entity_type: "email" }] };

/** What a store logs at its boot with this option and these demands. */
function logged({ mode, demands, plugin }: { mode: string; demands?: object; plugin?: string }): unknown[] {
  const info = jest.fn();
  const container = createMedusaContainer();
  const http = { authVerificationsPerActor: demands };
  const service = {
    plugin: plugin ?? "medusa-plugin-customers",
    logins: { settings: () => ({ guest_checkout: mode }) },
  };
  container.register(ContainerRegistrationKeys.LOGGER, asValue({ info }));
  container.register(ContainerRegistrationKeys.CONFIG_MODULE, asValue({ projectConfig: { http } }));
  container.register(Modules.CUSTOMER, asValue(service));
  reportGuestCheckout(container);
  return info.mock.calls.flat();
}

describe("reportGuestCheckout", () => {
  it('logs one line for "auto" that says what it means in a store without verified logins, and how to change it', () => {
    const lines = logged({ mode: "auto" });

    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('guest_checkout is "auto"');
    expect(lines[0]).toContain("without a login, as in core");
    expect(lines[0]).toContain('Set guest_checkout to "proven"');
    expect(lines[0]).not.toContain("\n");
  });

  it('logs one line for "auto" that says what it means in a store that demands verified logins', () => {
    const lines = logged({ mode: "auto", demands: DEMAND });

    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("only if that email is verified");
    expect(lines[0]).toContain('Set guest_checkout to "core"');
  });

  it("takes demands on other actors, and an empty list, for none", () => {
    for (const demands of [{ user: DEMAND.customer }, { customer: [] }]) {
      expect(logged({ mode: "auto", demands })).toEqual([expect.stringContaining("as in core")]);
    }
  });

  it.each(["proven", "core"])('logs nothing where the store has chosen "%s"', (mode) => {
    expect(logged({ mode, demands: DEMAND })).toEqual([]);
  });

  it("logs nothing where core's module answers", () => {
    expect(logged({ mode: "auto", plugin: "core" })).toEqual([]);
  });
});
