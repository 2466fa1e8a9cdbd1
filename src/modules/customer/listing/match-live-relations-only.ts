import { isPlainObject, mapConditions } from "../../../shared/plain-object";

/** The relations through which customers and groups are filtered by each other, and whose targets can be deleted. */
const RELATIONS = new Set(["groups", "customers"]);

/**
 * A copy of a filter in which a condition on a related group or customer asks for a live one, however deep it lies. The
 * ORM answers a bare id from the membership table alone, where nothing tells that the group is gone.
 *
 * `{ groups: "id" }` becomes `{ groups: { id: ["id"], deleted_at: null } }`.
 */
export function matchLiveRelationsOnly<Filter>(filter: Filter): Filter {
  // as: the shape stays a filter of the same model; ids only turn into the longer way of writing them.
  return mapConditions(filter, (field, condition) => (RELATIONS.has(field) ? live(condition) : condition)) as Filter;
}

function live(condition: unknown): unknown {
  if (typeof condition === "string") {
    return { id: [condition], deleted_at: null };
  }
  if (Array.isArray(condition)) {
    return { id: condition, deleted_at: null };
  }
  if (!isPlainObject(condition) || "deleted_at" in condition) {
    return condition;
  }
  const keys = Object.keys(condition);
  const isOperator = keys.length > 0 && keys.every((key) => key.startsWith("$") && key !== "$and" && key !== "$or");
  return { ...(isOperator ? { id: condition } : matchLiveRelationsOnly(condition)), deleted_at: null };
}
