import { isPlainObject, mapConditions } from "../../../shared/plain-object";

/** Relations between customers and groups, whose targets may be deleted. */
const RELATIONS = new Set(["groups", "customers"]);

/**
 * Returns a copy of a filter in which conditions on related groups and customers match live ones only, at any depth.
 *
 * The ORM answers a bare id from the membership table alone, which does not show that the group is deleted.
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
