import type { Context } from "@medusajs/framework/types";

/** What a caller gives to a soft deletion or a restore: `returnLinkableKeys` chooses the keys of the answer. */
export type LinkArguments<Key extends string, Ids = string[]> = [
  ids: Ids,
  config?: { returnLinkableKeys?: Key[] },
  sharedContext?: Context,
];

/** The ids that were deleted or restored, by linkable key. */
export type LinkedIds = Record<string, string[]>;

/** Takes the keys that the caller asks for; all where none is asked for. As core's answer it has no key without an id. */
export function pickLinks<Key extends string>(
  links: LinkedIds,
  { returnLinkableKeys }: { returnLinkableKeys?: readonly Key[] } = {},
): Record<Key, string[]> {
  const keys: readonly string[] | undefined = returnLinkableKeys;
  const wanted = Object.entries(links).filter(([key, ids]) => ids.length > 0 && (keys?.includes(key) ?? true));
  // as: the contract's type promises each key, core's module leaves out those without an id.
  return Object.fromEntries(wanted) as Record<Key, string[]>;
}
