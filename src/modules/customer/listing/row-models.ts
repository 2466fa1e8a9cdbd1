import type { EntityMetadata, EntityProperty, MetadataStorage } from "@medusajs/framework/mikro-orm/core";
import type { Table } from "../database/tables";

/** The types of columns whose values the driver and JSON return as the ORM does. */
const TYPES: ReadonlySet<string> = new Set(["text", "boolean", "jsonb", "timestamptz"]);

/** A table as statements read it: the columns and relations of its model. */
export type RowModel = {
  name: Table["model"];
  table: string;
  /** The type of each column, in the model's order. */
  columns: ReadonlyMap<string, string>;
  relations: ReadonlyMap<string, RowRelation>;
  /** Properties of the model that only the ORM reads. */
  others: ReadonlySet<string>;
  /** Whether one of the others is a column: then only the ORM reads whole rows. */
  isIncomplete: boolean;
};

export type RowRelation = {
  name: string;
  target: RowModel;
} & (
  | { kind: "one" /** The row's column that holds the target's id. */; key: string }
  | { kind: "many" /** The target's column that holds the row's id. */; key: string }
  | { kind: "through"; pivot: { table: string; key: string; targetKey: string } }
);

type Draft = RowModel & { relations: Map<string, RowRelation>; others: Set<string> };

/**
 * Reads columns and relations from the ORM's models, so that a column is defined in one place.
 *
 * Properties that statements cannot read, such as those of other types, are for the ORM, and whole rows with them.
 */
export function readRowModels(metadata: MetadataStorage, names: readonly Table["model"][]): Map<string, RowModel> {
  const models = new Map<string, Draft>();
  for (const name of names) {
    const entity = metadata.get(name);
    models.set(name, {
      name,
      table: entity.tableName,
      columns: readColumns(entity),
      relations: new Map(),
      others: new Set(),
      isIncomplete: false,
    });
  }
  for (const [name, model] of models) {
    for (const property of propertiesOf(metadata.get(name))) {
      const target = models.get(property.targetMeta?.className ?? "");
      const relation = target && readRelation(property, target);
      if (relation) {
        model.relations.set(relation.name, relation);
      } else if (!model.columns.has(property.name)) {
        model.others.add(property.name);
        model.isIncomplete ||= isColumn(property);
      }
    }
  }
  return models;
}

/** Whether a property is a value of the row; relations are read by their keys. */
function isColumn({ kind, persist, mapToPk }: Pick<EntityProperty, "kind" | "persist" | "mapToPk">): boolean {
  return persist !== false && (kind === "scalar" || kind === "embedded" || (kind === "m:1" && Boolean(mapToPk)));
}

function readColumns(entity: EntityMetadata): Map<string, string> {
  const columns = propertiesOf(entity).filter(
    ({ fieldNames, name, columnTypes, ...property }) =>
      isColumn(property) && fieldNames?.length === 1 && fieldNames[0] === name && TYPES.has(columnTypes?.[0]),
  );
  return new Map(columns.map(({ name, columnTypes }) => [name, columnTypes[0]]));
}

function readRelation(property: EntityProperty, target: RowModel): RowRelation | undefined {
  const { name, kind, mapToPk, joinColumns, inverseJoinColumns, mappedBy, pivotTable, targetMeta } = property;
  if (kind === "m:1" && !mapToPk) {
    return { name, target, kind: "one", key: joinColumns[0] };
  }
  if (kind === "1:m") {
    const owner = targetMeta && propertiesOf(targetMeta).find((one) => one.name === mappedBy);
    return owner && { name, target, kind: "many", key: owner.joinColumns[0] };
  }
  if (kind === "m:n") {
    const pivot = { table: pivotTable, key: joinColumns[0], targetKey: inverseJoinColumns[0] };
    return { name, target, kind: "through", pivot };
  }
  return undefined;
}

function propertiesOf(entity: EntityMetadata): EntityProperty[] {
  // as: MikroORM types the names by the entity's class, which the DML does not have.
  return Object.values(entity.properties) as EntityProperty[];
}
