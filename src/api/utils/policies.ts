import { PolicyOperation } from "@medusajs/framework/utils";

export const READ_CUSTOMERS = [{ resource: "customer", operation: PolicyOperation.read }];
export const UPDATE_CUSTOMERS = [{ resource: "customer", operation: PolicyOperation.update }];
