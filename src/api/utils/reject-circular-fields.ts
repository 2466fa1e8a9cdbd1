import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/** Relations on the way to a field. */
const MAX_RELATIONS = 5;

/** The relations of customers and groups that can form a circle. */
const OWN_RELATIONS = new Set(["addresses", "customers", "groups"]);

/**
 * Rejects `fields` that contain one relation twice or more than five relations. The ORM loads each round of such a circle
 * into memory: `groups.customers.groups.customers...` for one group with three members ends the process. Also rejects names
 * that every object has: the ORM takes `__proto__` for a field, and core reads the answer after it has written.
 *
 * @throws MedusaError (invalid_data) that names the path.
 */
export function rejectCircularFields(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  for (const { path, names, relations } of pathsOf(req.query.fields)) {
    const repeated = repeatedName(names);
    if (repeated !== undefined) {
      reject(path, `passes "${repeated}" twice. Ask for each relation once`);
    }
    const inherited = names.find((name) => name in Object.prototype);
    if (inherited !== undefined) {
      reject(path, `has the part "${inherited}", which is no field. Leave it out`);
    }
    if (relations > MAX_RELATIONS) {
      reject(path, `goes through ${relations} relations; at most ${MAX_RELATIONS} are allowed`);
    }
  }
  next();
}

/**
 * The same for all other routes, whose answers may contain customers (`/admin/orders?fields=customer...`): rejects paths
 * that contain a relation of customers or groups twice. Relations of other modules are not checked.
 *
 * @throws MedusaError (invalid_data) that names the path.
 */
export function rejectCircularCustomers(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  for (const { path, names } of pathsOf(req.query.fields)) {
    const repeated = repeatedName(names.filter((name) => OWN_RELATIONS.has(name)));
    if (repeated !== undefined) {
      reject(path, `passes "${repeated}" twice. Ask for each relation once`);
    }
  }
  next();
}

type FieldPath = { path: string; names: string[]; relations: number };

/** As Medusa reads them: separated by commas, with `+`, `-` or `*` before, or `.*` behind a relation. */
function pathsOf(fields: unknown): FieldPath[] {
  const text = Array.isArray(fields) ? fields.filter((one) => typeof one === "string").join(",") : fields;
  return typeof text === "string" ? text.split(",").map(pathOf) : [];
}

function pathOf(path: string): FieldPath {
  const bare = path.replace(/^[-+*\s]+/, "").trim();
  const names = bare.split(".").filter((name) => name !== "" && name !== "*");
  const isRelation = /^[-+\s]*\*/.test(path) || bare.endsWith(".*");
  return { path: bare, names, relations: isRelation ? names.length : names.length - 1 };
}

function repeatedName(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

function reject(path: string, what: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_DATA, `The field "fields": "${path.slice(0, 100)}" ${what}.`);
}
