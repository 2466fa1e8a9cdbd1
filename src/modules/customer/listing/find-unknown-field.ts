import type { EntityMetadata, MetadataStorage } from "@medusajs/framework/mikro-orm/core";
import { isPlainObject } from "../../../shared/plain-object";

/**
 * Finds the first field of a filter or an order that the model does not have, with its place.
 *
 * It explains errors only: the ORM's own message is no interface for programs.
 *
 * @returns undefined when the model has all fields.
 */
export function findUnknownField(metadata: MetadataStorage, model: string, condition: unknown): string | undefined {
  const entity = metadata.find(model);
  return entity && unknownIn(entity, condition, "");
}

function unknownIn(entity: EntityMetadata, condition: unknown, place: string): string | undefined {
  if (Array.isArray(condition)) {
    return condition.map((one) => unknownIn(entity, one, place)).find((found) => found !== undefined);
  }
  if (!isPlainObject(condition)) {
    return undefined;
  }
  return Object.entries(condition)
    .map(([key, inner]) => unknownKey(entity, { key, inner, place: place ? `${place}.${key}` : key }))
    .find((found) => found !== undefined);
}

type Part = { key: string; inner: unknown; place: string };

function unknownKey(entity: EntityMetadata, { key, inner, place }: Part): string | undefined {
  if (key.startsWith("$")) {
    return unknownIn(entity, inner, place);
  }
  // as: MikroORM types the names by the entity's class, which the DML does not have.
  const properties = entity.properties as Partial<Record<string, { targetMeta?: EntityMetadata }>>;
  if (!Object.hasOwn(properties, key)) {
    return place;
  }
  const target = properties[key]?.targetMeta;
  return target && unknownIn(target, inner, place);
}
