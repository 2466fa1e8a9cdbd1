import { addressKeyOf, type PostalAddress } from "../../addresses/address-key";
import type { ImportedAddress } from "../types";

/** An address of the file; what it does not say is missing. */
export type GivenAddress = PostalAddress &
  Pick<ImportedAddress, "address_name" | "is_default_shipping" | "is_default_billing" | "slot">;

/** An address of the customer as it is stored. */
export type StoredAddress = PostalAddress & {
  id: string;
  address_name: string | null;
  is_default_shipping: boolean;
  is_default_billing: boolean;
  /** Where the source of an import keeps it, as long as it is what the import wrote; null once a person has changed it. */
  slot: string | null;
};

export type AddressMatch = {
  /** Which address of the file (its place) is which stored one. */
  pairs: { index: number; id: string }[];
  /** Places of those that are new. */
  creates: number[];
  /** Stored addresses that give up a default mark, because the file says so or gives it to another. */
  unmark: { shipping: string[]; billing: string[] };
};

const PURPOSES = ["shipping", "billing"] as const;

/**
 * Finds which addresses of a row are stored already.
 *
 * In this order: those that a person would call the same (`addressKeyOf`), first those with the same name; the one that the
 * same slot of the source brought before; those with the same name. Each stored address is matched once: two equal ones
 * stay two, and a file that is imported again finds all of its addresses.
 */
export function matchAddresses(given: readonly GivenAddress[], stored: readonly StoredAddress[]): AddressMatch {
  const free = new Map(stored.map((address) => [address.id, { ...address, key: addressKeyOf(address) }]));
  const keyed = given.map((address) => ({ ...address, key: addressKeyOf(address) }));
  const found = new Map<number, string>();
  const look = (fits: (address: GivenAddress & { key: string }, other: StoredAddress & { key: string }) => boolean) => {
    keyed.forEach((address, index) => {
      const other = found.has(index) ? undefined : [...free.values()].find((one) => fits(address, one));
      if (other) {
        found.set(index, other.id);
        free.delete(other.id);
      }
    });
  };
  look((one, other) => one.key === other.key && (one.address_name ?? null) === other.address_name);
  look((one, other) => one.key === other.key);
  look((one, other) => Boolean(one.slot) && one.slot === other.slot);
  // Whose slot now holds what another address was: two slots that have swapped and changed bring no third address.
  const slots = new Set(given.map(({ slot }) => slot));
  look((one, other) => Boolean(one.slot) && other.slot !== null && slots.has(other.slot));
  look((one, other) => Boolean(one.address_name) && one.address_name === other.address_name);
  return {
    pairs: [...found].map(([index, id]) => ({ index, id })).sort((a, b) => a.index - b.index),
    creates: given.flatMap((_, index) => (found.has(index) ? [] : [index])),
    unmark: unmarked(given, stored, found),
  };
}

function unmarked(
  given: readonly GivenAddress[],
  stored: readonly StoredAddress[],
  found: ReadonlyMap<number, string>,
): AddressMatch["unmark"] {
  const places = new Map([...found].map(([index, id]) => [id, index]));
  const [shipping, billing] = PURPOSES.map((purpose) => {
    const mark = `is_default_${purpose}` as const;
    const isGiven = given.some((address) => address[mark]);
    return stored
      .filter((address) => address[mark])
      .filter(({ id }) => {
        const place = places.get(id);
        const said = place === undefined ? undefined : given[place][mark];
        return said === false || (isGiven && said !== true);
      })
      .map(({ id }) => id);
  });
  return { shipping, billing };
}
