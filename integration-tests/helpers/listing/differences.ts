import type { Filters, ListRequest } from "./requests";

/** Where a list of ours is not core's on purpose. */
type Difference = {
  name: string;
  reason: string;
  /** The request to which core answers what ours answers to the given one. */
  asCore?: (request: ListRequest) => ListRequest;
  /** Whether the two cannot be compared: what ours answers has its own specs. */
  excludes?: (request: Pick<ListRequest, "filters">) => boolean;
  /** A row of an answer of either module, with what differs taken out. */
  comparable?: (row: Row) => Row;
};

type Row = Record<string, unknown>;

/** The whole list. What is not here and not equal is a fault. */
const DIFFERENCES: Difference[] = [
  {
    name: "the id follows every order, and has_account the email",
    reason: "rows that are equal in what was asked for keep their places from page to page; core leaves that open",
    asCore: (request) => withOrder(request, idBehind(request.config.order)),
  },
  {
    name: "the registered customer comes before the guest of the same email",
    reason: "checkout takes the first row it finds for an email; core gives them by id",
    asCore: (request) =>
      request.filters.email !== undefined && !hasOrder(request)
        ? withOrder(request, { has_account: "DESC", id: "ASC" })
        : request,
  },
  {
    name: "a deleted group relates no customer",
    reason: "core answers a bare id from the membership table, where nothing says that the group is gone",
    asCore: (request) =>
      request.config.withDeleted ? request : { ...request, filters: liveGroups(request.filters) as Filters },
  },
  {
    name: "an email is compared as it is stored",
    reason: "emails are stored in one spelling; core finds `Ada@x.io` only when it is asked for in these very letters",
    asCore: (request) => ({ ...request, filters: storedEmails(request.filters) as Filters }),
  },
  {
    name: "words are found without accents, short ones at the beginning of a word, and signs as they are",
    reason: "the search index; see docs/lists-and-search.md and the specs listing-search and listing-search-words",
    excludes: ({ filters: { q } }) => typeof q === "string" && !/^(\s*|[a-z\d.]{3,}( [a-z\d.]{3,})*)$/i.test(q),
  },
  {
    name: "a customer has the column external_id",
    reason: "the key of the customer in another system, which core's model does not know",
    comparable: ({ external_id: _, ...row }) => row,
  },
  {
    name: "related rows have no order",
    reason: "neither module promises one; whichever the database finds first comes first",
    comparable: (row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, sorted(value)])),
  },
];

/** The request for core's module, with every difference on purpose put right. */
export function asCoreTakesIt(request: ListRequest): ListRequest {
  return DIFFERENCES.reduce((changed, { asCore }) => asCore?.(changed) ?? changed, request);
}

/** Whether an answer of core's can be compared with ours. */
export function isComparable(request: Pick<ListRequest, "filters">): boolean {
  return !DIFFERENCES.some(({ excludes }) => excludes?.(request));
}

/** The rows of an answer, without what differs on purpose. */
export function comparable(rows: unknown): unknown {
  return Array.isArray(rows)
    ? rows.map((row) => DIFFERENCES.reduce((changed, one) => one.comparable?.(changed) ?? changed, row))
    : rows;
}

const ORDERED_BY_US = new Set([
  ...["id", "email", "first_name", "last_name", "company_name", "phone", "has_account"],
  ...["created_at", "updated_at", "created_by"],
]);

function hasOrder({ config }: ListRequest): boolean {
  return Object.keys(config.order ?? {}).length > 0;
}

function withOrder(request: ListRequest, order: unknown): ListRequest {
  return order === undefined ? request : { ...request, config: { ...request.config, order } };
}

function idBehind(order: unknown): unknown {
  const given = Object.entries(order ?? {});
  if (!given.length || !given.every(([column]) => ORDERED_BY_US.has(column)) || "id" in Object(order)) {
    return order;
  }
  return { ...accountBehindEmail(given), id: given.at(-1)?.[1] };
}

/** Live customers are unique by email and `has_account`, which is an index. */
function accountBehindEmail(order: [string, unknown][]): object {
  const names = order.map(([name]) => name);
  const columns = order.flatMap(([name, way]) =>
    name === "email" && !names.includes("has_account")
      ? [
          [name, way],
          ["has_account", way],
        ]
      : [[name, way]],
  );
  return Object.fromEntries(columns);
}

/** A copy with each condition on one field changed, however deep it is. */
function changed(filter: unknown, field: string, change: (condition: unknown) => unknown): unknown {
  if (Array.isArray(filter)) {
    return filter.map((one) => changed(one, field, change));
  }
  if (typeof filter !== "object" || filter === null || filter instanceof Date) {
    return filter;
  }
  const entries = Object.entries(filter).map(([key, value]) => [
    key,
    key === field ? change(value) : changed(value, field, change),
  ]);
  return Object.fromEntries(entries);
}

const liveGroups = (filter: unknown): unknown => changed(filter, "groups", live);
const storedEmails = (filter: unknown): unknown => changed(filter, "email", stored);

/** Values that are compared for equality; patterns and ranges stay as they are given. */
const EQUALITIES = new Set(["$eq", "$ne", "$in", "$nin"]);

function stored(condition: unknown): unknown {
  if (typeof condition === "string") {
    return condition.toLowerCase();
  }
  if (Array.isArray(condition)) {
    return condition.map(stored);
  }
  const entries = Object.entries(condition ?? {});
  const operators = entries.map(([key, value]) => [key, EQUALITIES.has(key) ? stored(value) : value]);
  return entries.length ? Object.fromEntries(operators) : condition;
}

function live(groups: unknown): unknown {
  if (typeof groups === "string" || Array.isArray(groups)) {
    return { id: groups, deleted_at: null };
  }
  const given = Object(groups);
  return "deleted_at" in given ? given : { ...given, deleted_at: null };
}

/** Rows without their ids, as Query answers them, are sorted by all that they have. */
function sorted(value: unknown): unknown {
  const isRelated = Array.isArray(value) && value.every((one) => typeof one === "object" && one !== null);
  const keyOf = (one: object) => ("id" in one ? String(one.id) : JSON.stringify(one));
  return isRelated ? value.toSorted((one, other) => keyOf(one).localeCompare(keyOf(other))) : value;
}
