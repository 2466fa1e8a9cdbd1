const ROOT = "medusa-plugin-customers";

/** The keys of a feature's queries: apart from those of the dashboard, and from one another. */
export function queryKeysOf(feature: string) {
  const all = [ROOT, feature] as const;
  return {
    all,
    lists: () => [...all, "list"] as const,
    list: (query: object) => [...all, "list", query] as const,
    /** Everything of one record. */
    one: (id: string) => [...all, "detail", id] as const,
    detail: (id: string) => [...all, "detail", id, "record"] as const,
    /** What belongs to a record and has a route of its own. */
    part: (id: string, part: string, ...query: object[]) => [...all, "detail", id, part, ...query] as const,
  };
}

export const importKeys = queryKeysOf("imports");
export const exportKeys = queryKeysOf("exports");

/** The dashboard's own: its feed of notifications, which shows an import or export that has ended. */
export const NOTIFICATION_KEY = ["notification"] as const;
