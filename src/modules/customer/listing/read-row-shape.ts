import type { RowModel, RowRelation } from "./row-models";

/** The columns and relations of the rows that a caller asks for. */
export type RowShape = {
  model: RowModel;
  columns: readonly string[];
  /** Related rows, with their columns. */
  related: readonly { relation: RowRelation; columns: readonly string[] }[];
  /** Relations to one row of which only the id is returned. */
  references: readonly RowRelation[];
};

type Config = { select?: unknown; relations?: unknown; withDeleted?: unknown };

/** The selected columns of the row itself, and of each relation by its name; undefined for all columns. */
type Selection = { own: Set<string> | undefined; related: Map<string, Set<string> | undefined> };

/**
 * Reads `select` and `relations` as core's module does.
 *
 * The id is always returned. A path into a relation, such as `groups.name`, populates it. A relation to one row brings
 * its key, and a key brings the related row's id.
 *
 * @returns undefined for what only the ORM reads, such as relations of relations.
 */
export function readRowShape(model: RowModel, { select, relations, withDeleted }: Config): RowShape | undefined {
  const selection = readSelection(model, select);
  const populated = selection && readRelations(model, relations);
  if (!populated) {
    return undefined;
  }
  const hasGuess = (withDeleted || populated.length > 0) && hasUnnamedRelation(selection, populated);
  if (hasGuess || (!withDeleted && hasUnselectedKey(model, selection, populated))) {
    return undefined;
  }
  for (const name of populated) {
    if (!selection.related.has(name)) {
      selection.related.set(name, undefined);
    }
  }
  return readsIncomplete(model, selection) ? undefined : shapeOf(model, selection);
}

/** Whether all columns are asked for of a model with a column that only the ORM reads. */
function readsIncomplete({ isIncomplete, relations }: RowModel, { own, related }: Selection): boolean {
  const isRelatedIncomplete = ([name, columns]: [string, Set<string> | undefined]) =>
    columns === undefined && relations.get(name)?.target.isIncomplete;
  return (own === undefined && isIncomplete) || [...related].some(isRelatedIncomplete);
}

/** Whether a path names a relation that `relations` does not: the ORM joins it or not, by other parts. */
function hasUnnamedRelation({ related }: Selection, populated: readonly string[]): boolean {
  return [...related.keys()].some((name) => !populated.includes(name));
}

/** Whether the key of a populated relation is not selected: for a deleted row the ORM then answers null as its key. */
function hasUnselectedKey({ relations }: RowModel, { own, related }: Selection, populated: readonly string[]): boolean {
  return [...related.keys(), ...populated].some((name) => {
    const relation = relations.get(name);
    return relation?.kind === "one" && own !== undefined && !own.has(relation.key);
  });
}

function readSelection(model: RowModel, select: unknown): Selection | undefined {
  const related: Selection["related"] = new Map();
  if (select === undefined || select === null) {
    return { own: undefined, related };
  }
  if (!Array.isArray(select)) {
    return undefined;
  }
  const own = new Set<string>(["id"]);
  let hasAll = false;
  for (const path of select) {
    const [name, field, ...deeper] = typeof path === "string" ? path.split(".") : [];
    const relation = model.relations.get(name ?? "");
    if (path === "*") {
      hasAll = true;
    } else if (relation && field !== undefined && deeper.length === 0) {
      if (!addRelated(related, relation, field)) {
        return undefined;
      }
    } else if (model.columns.has(path)) {
      own.add(path);
    } else if (relation || typeof path !== "string" || model.others.has(name)) {
      return undefined;
    }
    // A name that the model does not have selects nothing, as in core. Query sends such names beside relations.
  }
  return { own: hasAll ? undefined : own, related };
}

/** Adds a field of a relation. @returns false for a name that is no column of it. */
function addRelated(related: Selection["related"], { name, target }: RowRelation, field: string): boolean {
  if (field === "*") {
    related.set(name, undefined);
    return true;
  }
  if (!target.columns.has(field)) {
    return false;
  }
  if (!related.has(name)) {
    related.set(name, new Set(["id"]));
  }
  related.get(name)?.add(field);
  return true;
}

function readRelations(model: RowModel, relations: unknown): string[] | undefined {
  const names: unknown = relations ?? [];
  const isKnown = Array.isArray(names) && names.every((name) => model.relations.has(name));
  return isKnown ? names : undefined;
}

function shapeOf(model: RowModel, { own, related }: Selection): RowShape {
  const isColumn = (name: string) => own === undefined || own.has(name);
  const references: RowRelation[] = [];
  const populated: RowShape["related"][number][] = [];
  const keys = new Set<string>();
  for (const relation of model.relations.values()) {
    if (related.has(relation.name)) {
      populated.push({ relation, columns: relatedColumns(relation, related.get(relation.name)) });
      if (relation.kind === "one") {
        keys.add(relation.key);
      }
    } else if (relation.kind === "one" && isColumn(relation.key)) {
      references.push(relation);
    }
  }
  const columns = [...model.columns.keys()].filter((name) => isColumn(name) || keys.has(name));
  return { model, columns, related: populated, references };
}

/** Related rows bring the column that holds this row's id. */
function relatedColumns(relation: RowRelation, selected: ReadonlySet<string> | undefined): string[] {
  const key = relation.kind === "many" ? relation.key : undefined;
  return [...relation.target.columns.keys()].filter(
    (name) => selected === undefined || selected.has(name) || name === key,
  );
}
