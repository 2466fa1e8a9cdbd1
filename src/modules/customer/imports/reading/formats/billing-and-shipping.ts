import type { ImportedAddress } from "../../types";
import type { AddressPlaces } from "./format";

export const BOTH_DEFAULTS = { is_default_shipping: true, is_default_billing: true };

/** An address that is the customer's only one in the other system. */
export const asOnlyAddress = (address: ImportedAddress): ImportedAddress => ({
  slot: "default",
  ...address,
  ...BOTH_DEFAULTS,
});

/**
 * The addresses of a row with a billing address and a shipping address.
 *
 * Where both are one place, they are one address, unless they have two phones. Where a row has one of them, it is the default for both.
 */
export function completeBillingAndShipping([billing, shipping]: AddressPlaces): AddressPlaces {
  const [bills, parcels] = [billing && { slot: "billing", ...billing }, shipping && { slot: "shipping", ...shipping }];
  if (bills && parcels && isSamePlace(bills, parcels)) {
    return [{ ...parcels, ...bills, ...BOTH_DEFAULTS }];
  }
  if (bills && parcels) {
    return [
      { ...bills, is_default_billing: true },
      { ...parcels, is_default_shipping: true },
    ];
  }
  return [bills && { ...bills, ...BOTH_DEFAULTS }, parcels && { ...parcels, ...BOTH_DEFAULTS }];
}

/** Fields that may differ between two addresses of one place: some systems ask for the phone in one of them only. */
const NOT_OF_THE_PLACE: ReadonlySet<string> = new Set(["phone", "slot"]);

function isSamePlace(one: ImportedAddress, other: ImportedAddress): boolean {
  const cell = (address: ImportedAddress, field: string): unknown => Reflect.get(address, field) ?? null;
  const isOnePhone = !one.phone || !other.phone || one.phone === other.phone;
  return (
    isOnePhone &&
    [...Object.keys(one), ...Object.keys(other)]
      .filter((field) => !NOT_OF_THE_PLACE.has(field))
      .every((field) => cell(one, field) === cell(other, field))
  );
}
