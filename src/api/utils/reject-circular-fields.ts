import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/** Relations on the way to a field. */
const MAX_RELATIONS = 5;

/** The relations of customers and groups by which a path can come back to where it began. */
const OWN_RELATIONS = new Set(["addresses", "customers", "groups"]);

/**
 * Refuses `fields` that pass one relation twice or go deeper than five relations. The ORM builds every round of such a
 * circle in memory: `groups.customers.groups.customers...` of one group with three members ends the process. Refuses names
 * that every object has, too: the ORM takes `__proto__` for a field, and core reads the answer after it has written.
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
 * The same for every other route, on which customers may be a part of the answer (`/admin/orders?fields=customer...`):
 * refuses paths that pass a relation of customers or groups twice. Other relations are not ours to judge.
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
