import { ADDRESS_FIELDS, CUSTOMER_FIELDS, namesOf } from "../../fields";
import type { ImportErrorLevel, ImportedAddress, ImportedCustomer, ImportRowError } from "../types";
import type { AddressContext, FilledField } from "./formats/format";
import type { FileHeader } from "./read-header";
import type { RowSettings } from "./read-row";
import type { Target } from "./targets";
import { CellError } from "./values/cell-error";
import { isCompany } from "./values/company-form";
import { lostZeroOf } from "./values/lost-zero";
import { splitName } from "./values/split-name";

/** A row in the making. Addresses stand in the places that their columns have. */
export type Draft = {
  customer: ImportedCustomer;
  addresses: (ImportedAddress | undefined)[];
  metadata: string[];
  problems: ImportRowError[];
};

/** What an empty cell can clear: an id stays, and where the file gives no mark and no time the store decides. */
const CLEARABLE: ReadonlySet<string> = new Set(namesOf(CUSTOMER_FIELDS, { clearable: true }));
const CLEARABLE_OF_ADDRESS: ReadonlySet<string> = new Set(namesOf(ADDRESS_FIELDS, { clearable: true }));

const MARKS = ["is_default_shipping", "is_default_billing"] as const;

/** Fields that make a place; without any of them an address is a guess of the other system at the customer's country. */
const PLACE = ["address_1", "city", "postal_code"] as const;

const LEFT_OUT = "has no street, no city and no postal code. The address is left out";

/** Fields of such a guess. To omit it loses nothing of the customer. */
const OF_A_GUESS: ReadonlySet<string> = new Set([
  ...["country_code", "province", "first_name", "last_name", "slot"],
  ...MARKS,
]);

export function placeValue(value: string | boolean | string[], target: Target, draft: Draft): void {
  const { customer, addresses, metadata } = draft;
  if (target.kind === "customer") {
    // as: the reader of each column gives what the column holds; TypeScript cannot follow the pair.
    (customer as Record<string, unknown>)[target.column] = value;
  } else if (target.kind === "address" || target.kind === "slot" || target.kind === "address_name") {
    const address = addresses[target.number - 1] ?? {};
    addresses[target.number - 1] = address;
    if (target.kind === "address_name") {
      placeWholeName(String(value), address, "company");
    } else {
      (address as Record<string, unknown>)[target.kind === "slot" ? "slot" : target.field] = value;
    }
  } else if (target.kind === "metadata") {
    metadata.push(`${JSON.stringify(target.key)}:${JSON.stringify(value)}`);
  } else {
    placeWholeName(String(value), customer, "company_name");
  }
}

type Named = { first_name?: string | null; last_name?: string | null };

/** A company in the place of a person is the company. Beside another company it is the last name: it is not lost, and not split. */
function placeWholeName<Column extends string>(
  name: string,
  owner: Named & Partial<Record<Column, string | null>>,
  column: Column,
): void {
  if (!isCompany(name)) {
    Object.assign(owner, splitName(name));
  } else if (owner[column] && owner[column] !== name) {
    owner.last_name = name;
  } else {
    Object.assign(owner, { [column]: name });
  }
}

/** Addresses are cleared when it is known whether there is one; an empty text is how Medusa takes a key of metadata away. */
export function clearCell(target: Target, { customer, metadata }: Draft): void {
  if (target.kind === "customer" && CLEARABLE.has(target.column)) {
    Object.assign(customer, { [target.column]: null });
  } else if (target.kind === "metadata") {
    metadata.push(`${JSON.stringify(target.key)}:""`);
  } else if (target.kind === "name") {
    Object.assign(customer, { first_name: null, last_name: null });
  }
}

/** Fills what the customer's own cells leave open from the first address that has it. A name is not mixed of two. */
export function fillFromAddresses({ customer, addresses }: Draft, fields: readonly FilledField[]): void {
  const isNamed = Boolean(customer.first_name || customer.last_name);
  const named = addresses.find((address) => address?.first_name || address?.last_name);
  for (const field of fields) {
    const isName = field === "first_name" || field === "last_name";
    const of = field === "company_name" ? "company" : field;
    const address = isName ? named : addresses.find((one) => one?.[of]);
    const value = address?.[of];
    if (value && !customer[field] && !(isName && isNamed)) {
      customer[field] = value;
    }
  }
}

export type AddressReading = {
  header: FileHeader;
  settings: RowSettings;
  warning: ImportErrorLevel;
  /** Before each slot: the same slot of another system is another one. */
  source: string;
  /** The fields of each address that an empty cell clears, by the address's place. */
  cleared: readonly (readonly string[])[];
};

/** Puts the addresses of a row into the form in which they are stored. */
export function finishAddresses(draft: Draft, reading: AddressReading): void {
  const { header, settings, warning, source, cleared } = reading;
  const placed = header.exact ? withoutDamaged(draft, warning) : places(draft, warning);
  const complete = header.completeAddresses?.(placed, contextOf(draft, reading)) ?? placed;
  const present = complete.flatMap((address, place) => (address ? [{ address, place }] : []));
  for (const mark of MARKS) {
    const [, second] = present.filter(({ address }) => address[mark]);
    if (second) {
      const reason = "is true of an address before it too. One address can be the default";
      draft.problems.push({ level: "error", field: `address_${second.place + 1}_${mark}`, reason });
    }
  }
  for (const { address, place } of present) {
    const lost = header.exact ? undefined : lostZeroOf(address.country_code, address.postal_code);
    if (lost) {
      draft.problems.push({ level: warning, field: `address_${place + 1}_postal_code`, reason: lost });
    }
    if (settings.province && address.country_code && address.province) {
      const province = settings.province(address.country_code, address.province);
      if (province instanceof CellError) {
        draft.problems.push({ level: warning, field: `address_${place + 1}_province`, reason: province.reason });
      } else {
        address.province = province;
      }
    }
    if (address.slot !== undefined) {
      const record = header.idsPerEmail === "many" && !header.targets.includes(`address_${place + 1}_id`);
      const { external_id } = draft.customer;
      address.slot = [source, ...(record && external_id ? [external_id] : []), address.slot].join(":");
    }
    for (const field of cleared[place] ?? []) {
      if (!(field in address)) {
        Object.assign(address, { [field]: null });
      }
    }
  }
  draft.customer.addresses = present.map(({ address }) => address);
}

const contextOf = ({ problems }: Draft, { settings, warning }: AddressReading): AddressContext => ({
  isProvince: settings.isProvince ?? (() => false),
  warn: (field, reason) => void problems.push({ level: warning, field: `address_1_${field}`, reason }),
});

/** Whether an address has a street, a city or a postal code. */
export const isPlace = (address: ImportedAddress): boolean => PLACE.some((field) => address[field]);

/** The addresses that are places. */
function places({ addresses, problems }: Draft, level: ImportErrorLevel): (ImportedAddress | undefined)[] {
  return addresses.map((address, index) => {
    if (!address || isPlace(address)) {
      return address;
    }
    if (Object.keys(address).some((field) => !OF_A_GUESS.has(field))) {
      problems.push({ level, field: `address_${index + 1}_address_1`, reason: LEFT_OUT });
    }
    return undefined;
  });
}

/** Our own addresses may have no place. One that has none, and has lost a field, is left out. */
function withoutDamaged({ addresses, problems }: Draft, level: ImportErrorLevel): (ImportedAddress | undefined)[] {
  return addresses.map((address, index) => {
    const prefix = `address_${index + 1}_`;
    const isLost = ({ field }: ImportRowError): boolean =>
      field?.startsWith(prefix) === true && !(field.slice(prefix.length) in (address ?? {}));
    if (!address || isPlace(address) || !problems.some(isLost)) {
      return address;
    }
    problems.push({ level, field: `${prefix}address_1`, reason: LEFT_OUT });
    return undefined;
  });
}

/** The fields of each address that an empty cell clears, by the address's place. */
export function clearedFields(targets: readonly Target[]): string[][] {
  const fields: string[][] = [];
  for (const target of targets) {
    if (target.kind === "address_name") {
      fields[target.number - 1] = [...(fields[target.number - 1] ?? []), "first_name", "last_name"];
    } else if (target.kind === "address" && CLEARABLE_OF_ADDRESS.has(target.field)) {
      fields[target.number - 1] = [...(fields[target.number - 1] ?? []), target.field];
    }
  }
  return fields;
}
