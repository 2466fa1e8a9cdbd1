import { Modules } from "@medusajs/framework/utils";
import type CustomerModuleService from "../../../src/modules/customer/service";

/**
 * The service itself, as a store's container gives it. The `service` of Medusa's module runner is a proxy without a
 * `set`: what a method keeps on `this` through it (that search is ready) is lost before the method reads it again.
 */
export function runningService(medusaApp: { modules: Record<string, unknown> }): CustomerModuleService {
  const get = (_: object, name: string | symbol): unknown => {
    // as: the app keeps its modules untyped; the suite runs on this one.
    const service = medusaApp.modules[Modules.CUSTOMER] as CustomerModuleService;
    const value: unknown = Reflect.get(service, name);
    return typeof value === "function" ? value.bind(service) : value;
  };
  // as: it answers every property of the service, whichever runs at the time; the runner makes one for each test.
  return new Proxy({}, { get }) as CustomerModuleService;
}
