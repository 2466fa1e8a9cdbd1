const ROOT = "medusa-plugin-customers";

/** Returns the keys of a feature's queries. They differ from the dashboard's and from other features' keys. */
function queryKeysOf(feature: string) {
  const all = [ROOT, feature] as const;
  return {
    all,
    lists: () => [...all, "list"] as const,
    list: (query: object) => [...all, "list", query] as const,
    /** All queries of one record. */
    one: (id: string) => [...all, "detail", id] as const,
    detail: (id: string) => [...all, "detail", id, "record"] as const,
    /** A part of a record that has its own route. */
    part: (id: string, part: string, ...query: object[]) => [...all, "detail", id, part, ...query] as const,
  };
}

export const importKeys = queryKeysOf("imports");
export const exportKeys = queryKeysOf("exports");
export const duplicateKeys = queryKeysOf("duplicates");
export const mergeKeys = queryKeysOf("merges");
/** What a merge would do. A merge does not make it read again: its dialog would show the pair as merged already. */
export const mergePreviewKeys = queryKeysOf("merge-previews");
/** Customers as our pages read them. The dashboard's own are under `["customers"]`. */
export const customerKeys = queryKeysOf("customers");

export const groupKeys = queryKeysOf("groups");
export const healthKeys = queryKeysOf("health");

/** The dashboard's key of notifications, which show imports and exports that have ended. */
export const NOTIFICATION_KEY = ["notification"] as const;
