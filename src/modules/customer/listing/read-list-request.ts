import { MedusaError } from "@medusajs/framework/utils";
import { CUSTOMER_FIELDS } from "../fields";
import { type OrderColumn, readPageOrder } from "./read-page-order";

/** The config keys that our own statements support. */
export const LIST_CONFIG: ReadonlySet<string> = new Set([
  "select",
  "relations",
  "order",
  "skip",
  "take",
  "withDeleted",
]);

/** Config keys that Query and core's module add to every list, and that no list reads. */
const UNREAD = new Set(["args", "primaryKeyFields"]);

/** The filters that our own statements support: columns, relations and words. */
const FILTERS: ReadonlySet<string> = new Set([
  ...Object.keys(CUSTOMER_FIELDS),
  ...["groups", "addresses", "$and", "$or", "$not", "q"],
]);

/** A list that our own statements can answer. */
export type OwnListRequest = { order: OrderColumn[]; take?: number; skip?: number };

type Config = { order?: unknown; take?: unknown; skip?: unknown };

/**
 * Reads the request of a list that our own statements can answer.
 *
 * They must support every part of it. The lists above name the supported parts; all other parts, known or future, are for
 * the ORM. Filters on other modules come as `config.__internal`, and filters of the ORM as `config.filters`.
 *
 * @returns undefined where the ORM must answer.
 */
export function readOwnListRequest(filters: object, config: object): OwnListRequest | undefined {
  const { order: given, take, skip }: Config = config;
  const order = readPageOrder(given);
  const isHonoured =
    findUnhonouredConfig(config, LIST_CONFIG).length === 0 &&
    Object.keys(filters).every((key) => FILTERS.has(key)) &&
    (!("q" in filters) || filters.q === undefined || typeof filters.q === "string");
  return order && isHonoured ? { order, take: wholeNumber(take), skip: wholeNumber(skip) } : undefined;
}

/** Returns the config keys that have a value and are not supported. */
export function findUnhonouredConfig(config: object, honoured: ReadonlySet<string>): string[] {
  return Object.entries(config)
    .filter(([key, value]) => !honoured.has(key) && !UNREAD.has(key) && value !== undefined)
    .map(([key]) => key);
}

/** Whether `q` has a word. */
export function hasWords(q: unknown): boolean {
  return typeof q === "string" && q.trim() !== "";
}

/** Checks that `q` is text. @throws MedusaError (invalid_data) */
export function assertWords(q: unknown): void {
  if (q !== undefined && q !== null && typeof q !== "string") {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "q" must be text: the words to look for.');
  }
}

/** Reads `take` or `skip` as core's module does: a value that is not a whole number sets no limit. */
export function wholeNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}
