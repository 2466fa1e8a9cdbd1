/** The filters of the dashboard's customer list that an export accepts too. */
const FILTERS = ["q", "has_account", "groups", "created_at", "updated_at"] as const;

type FilterName = (typeof FILTERS)[number];

export type CustomerFilters = {
  q?: string;
  has_account?: boolean;
  groups?: string[];
  created_at?: Record<string, string>;
  updated_at?: Record<string, string>;
};

/**
 * Reads the filters from the URL of the dashboard's list, for the routes.
 *
 * The list writes them plainly (`has_account=true`), or, with the flag `view_configurations`, as JSON with a prefix
 * (`c_has_account=true`, `c_groups.id=["..."]`). All other parameters are ignored.
 */
export function customerFiltersOf(search: URLSearchParams): CustomerFilters {
  const text = (name: FilterName) => search.get(name) ?? search.get(`c_${name}`);
  const q = text("q");
  const filters: CustomerFilters = {};
  if (q) {
    filters.q = String(parse(q) ?? q);
  }
  // Our own list writes it as a text in JSON: `has_account="true"`.
  const hasAccount = String(parse(text("has_account")));
  if (hasAccount === "true" || hasAccount === "false") {
    filters.has_account = hasAccount === "true";
  }
  const groups = groupsOf(text("groups") ?? search.get("c_groups.id"));
  if (groups.length > 0) {
    filters.groups = groups;
  }
  for (const name of ["created_at", "updated_at"] as const) {
    const range = rangeOf(parse(text(name)));
    if (range) {
      filters[name] = range;
    }
  }
  return filters;
}

/** Writes the filters as the query of one of our pages. Core's list reads it too. */
export function customerFiltersToSearch({ q, has_account, groups, created_at, updated_at }: CustomerFilters) {
  const search = new URLSearchParams();
  const set = (name: FilterName, value: string | undefined) => value !== undefined && search.set(name, value);
  set("q", q);
  set("has_account", has_account?.toString());
  set("groups", groups?.join(","));
  set("created_at", created_at && JSON.stringify(created_at));
  set("updated_at", updated_at && JSON.stringify(updated_at));
  return search;
}

function groupsOf(text: string | null): string[] {
  const parsed = parse(text);
  if (Array.isArray(parsed)) {
    return parsed.filter((one): one is string => typeof one === "string");
  }
  return (typeof parsed === "string" ? parsed : (text ?? "")).split(",").filter((id) => id !== "");
}

const OPERATORS = ["$gte", "$gt", "$lte", "$lt"];

function rangeOf(value: unknown): Record<string, string> | undefined {
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => OPERATORS.includes(entry[0]) && typeof entry[1] === "string",
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
