import { MedusaError } from "@medusajs/framework/utils";
import { CUSTOMER_FIELDS } from "../fields";
import { type OrderColumn, readPageOrder } from "./read-page-order";

/** The config of a list that this module's own statements honour. */
const CONFIG = new Set(["select", "relations", "order", "skip", "take", "withDeleted"]);

/** What Query and core's module add to the config of every list, and no list reads. */
const UNREAD = new Set(["args", "primaryKeyFields"]);

/** The filters that this module's own statements honour: columns, relations, and words. */
const FILTERS: ReadonlySet<string> = new Set([
  ...Object.keys(CUSTOMER_FIELDS),
  ...["groups", "addresses", "$and", "$or", "$not", "q"],
]);

/** A list that this module's own statements can answer. */
export type OwnListRequest = { order: OrderColumn[]; take?: number; skip?: number };

type Config = { order?: unknown; take?: unknown; skip?: unknown };

/**
 * Reads a list's request for statements of this module. They may answer only what they honour in full, so that this is a
 * list of what they honour: anything else, known or not yet invented, is for the ORM, which core's module hands it to.
 * Filters on other modules come as `config.__internal`, and filters of the ORM's as `config.filters`.
 *
 * @returns undefined where the ORM must answer.
 */
export function readOwnListRequest(filters: object, config: object): OwnListRequest | undefined {
  const { order: given, take, skip }: Config = config;
  const order = readPageOrder(given);
  const isHonoured =
    findUnhonouredConfig(config, CONFIG).length === 0 &&
    Object.keys(filters).every((key) => FILTERS.has(key)) &&
    (!("q" in filters) || filters.q === undefined || typeof filters.q === "string");
  return order && isHonoured ? { order, take: wholeNumber(take), skip: wholeNumber(skip) } : undefined;
}

/** The parts of a config that hold something and are not among those that are honoured. */
export function findUnhonouredConfig(config: object, honoured: ReadonlySet<string>): string[] {
  return Object.entries(config)
    .filter(([key, value]) => !honoured.has(key) && !UNREAD.has(key) && value !== undefined)
    .map(([key]) => key);
}

/** Whether there is a word to look for. */
export function hasWords(q: unknown): boolean {
  return typeof q === "string" && q.trim() !== "";
}

/** @throws MedusaError (invalid_data) for words that are no text. */
export function assertWords(q: unknown): void {
  if (q !== undefined && q !== null && typeof q !== "string") {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "q" must be text: the words to look for.');
  }
}

/** As core's module reads `take` and `skip`: what is no whole number sets no limit. */
function wholeNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}
