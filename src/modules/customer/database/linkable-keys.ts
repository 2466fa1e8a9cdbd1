import type { Context } from "@medusajs/framework/types";

/** The config of a soft deletion or a restore. `returnLinkableKeys` chooses the keys that are returned. */
export type LinkArguments<Key extends string, Ids = string[]> = [
  ids: Ids,
  config?: { returnLinkableKeys?: Key[] },
  sharedContext?: Context,
];

/** The ids that were deleted or restored, by linkable key. */
export type LinkedIds = Record<string, string[]>;

/** Picks the keys that the caller has chosen; all by default. As in core, a key without an id is absent. */
export function pickLinks<Key extends string>(
  links: LinkedIds,
  { returnLinkableKeys }: { returnLinkableKeys?: readonly Key[] } = {},
): Record<Key, string[]> {
  const keys: readonly string[] | undefined = returnLinkableKeys;
  const wanted = Object.entries(links).filter(([key, ids]) => ids.length > 0 && (keys?.includes(key) ?? true));
  // as: the contract's type promises each key, core's module leaves out those without an id.
  return Object.fromEntries(wanted) as Record<Key, string[]>;
}
