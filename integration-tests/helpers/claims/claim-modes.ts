import type { ICustomerModuleService } from "@medusajs/framework/types";

type ClaimModes = { readonly claimMode: "on_proof" | "manual" | "off" };

/** The class that has the getter of the option `claim`, for a spy. */
export function claimModes({ merges }: ICustomerModuleService): ClaimModes {
  return Object.getPrototypeOf(merges);
}
