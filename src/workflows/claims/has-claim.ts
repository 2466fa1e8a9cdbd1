import { setImmediate } from "node:timers/promises";
import type { MedusaContainer } from "@medusajs/framework/types";
import type CustomerModuleService from "../../modules/customer/service";
import { resolveCustomerModule } from "../../shared/customer-module";

type Lookup = { ids: Set<string>; claimants: Promise<Set<string>> };

/** The lookup that still collects ids, per service. */
const collecting = new WeakMap<CustomerModuleService, Lookup>();

/**
 * Whether a proof of the customer's email has something to claim: the option `claim` is `on_proof`, and the customer has a
 * guest of the same email, or a claim that has not ended.
 *
 * Calls in one turn of the event loop share one query.
 */
export async function hasClaim(container: MedusaContainer, customerId: string): Promise<boolean> {
  const service = resolveCustomerModule(container);
  if (service.merges.claimMode !== "on_proof") {
    return false;
  }
  const lookup = collecting.get(service) ?? beginLookup(service);
  lookup.ids.add(customerId);
  return (await lookup.claimants).has(customerId);
}

function beginLookup(service: CustomerModuleService): Lookup {
  const ids = new Set<string>();
  const lookup = { ids, claimants: findClaimants(service, ids) };
  collecting.set(service, lookup);
  return lookup;
}

async function findClaimants(service: CustomerModuleService, ids: ReadonlySet<string>): Promise<Set<string>> {
  await setImmediate();
  collecting.delete(service);
  return new Set(await service.merges.findClaimants([...ids]));
}
