type Operation = "create" | "read" | "update" | "delete";
export type Permission = `${string}:${Operation}`;

/** Whether all wanted permissions are granted. `customer:*` grants every operation on customers. */
export function hasPermissions(granted: readonly string[], wanted: readonly Permission[]): boolean {
  const set = new Set(granted);
  return wanted.every((one) => set.has(one) || set.has(`${one.split(":")[0]}:*`));
}

const FILE_RESOURCES = ["customer", "customer_address", "customer_group"];

const each = (...operations: Operation[]): Permission[] =>
  FILE_RESOURCES.flatMap((resource) => operations.map((operation): Permission => `${resource}:${operation}`));

/** The permissions that the routes of a feature require (`src/api/admin/customers/<feature>/middlewares.ts`). */
export const PERMISSIONS = {
  readCustomers: ["customer:read"],
  updateCustomers: ["customer:read", "customer:update"],
  readMembers: ["customer:read", "customer_group:read"],
  changeMembers: ["customer:read", "customer_group:read", "customer_group:update"],
  deleteCustomers: ["customer:read", "customer:create", "customer:update", "customer:delete"],
  mergeCustomers: ["customer:read", "customer:update", "customer:delete"],
  readImports: each("read"),
  writeImports: each("create", "update"),
  exports: each("read"),
} satisfies Record<string, Permission[]>;
