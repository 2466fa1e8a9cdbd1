/** Where a column of a file can go, as the routes name it. */
export const CUSTOMER_TARGETS = [
  ...["email", "first_name", "last_name", "name", "phone", "company_name", "has_account", "groups"],
  ...["external_id", "id", "created_at", "updated_at", "created_by", "metadata"],
] as const;

export const ADDRESS_FIELDS = [
  ...["address_name", "first_name", "last_name", "company", "address_1", "address_2", "city", "postal_code"],
  ...["province", "country_code", "phone", "is_default_shipping", "is_default_billing", "metadata"],
] as const;

/** In place of a target: the column is skipped. No text of a target, and not empty, which a select takes for "nothing chosen". */
export const SKIPPED = "-";

const METADATA = "metadata.";

export type ReadTarget =
  | { kind: "skipped" }
  | { kind: "customer"; field: string }
  | { kind: "address"; number: number; field: string }
  | { kind: "metadata"; key: string };

export function readTarget(target: string | null): ReadTarget {
  if (target === null || target === SKIPPED) {
    return { kind: "skipped" };
  }
  const [, number, field] = target.match(/^address_([1-9]\d*)_(.+)$/) ?? [];
  if (number) {
    return { kind: "address", number: Number(number), field };
  }
  return target.startsWith(METADATA)
    ? { kind: "metadata", key: target.slice(METADATA.length) }
    : { kind: "customer", field: target };
}

export const addressTarget = (number: number, field: string): string => `address_${number}_${field}`;

/** The target that keeps a column as it is, under its own name. */
export const metadataTarget = (column: string): string => METADATA + column;

/** The addresses that a select offers: two, and one more than the file uses. */
export function offeredAddresses(targets: readonly string[]): number[] {
  const used = targets.map(readTarget).map((target) => (target.kind === "address" ? target.number : 0));
  return Array.from({ length: Math.min(50, Math.max(2, Math.max(0, ...used) + 1)) }, (_, index) => index + 1);
}

const bare = (text: string) =>
  text
    .toLowerCase()
    .replace("ß", "ss")
    .replace(/[^a-z0-9]/g, "");

/** Other names, English and German, as `bare` has them. */
const OTHER_NAMES: [target: string, names: string[]][] = [
  ["email", ["mail", "emailaddress", "emailadresse"]],
  ["first_name", ["forename", "givenname", "vorname"]],
  ["last_name", ["surname", "familyname", "nachname"]],
  ["name", ["fullname", "customername"]],
  ["company_name", ["company", "firma", "unternehmen"]],
  ["phone", ["phonenumber", "telephone", "mobile", "telefon", "telefonnummer"]],
  ["external_id", ["customerid", "customernumber", "kundennummer"]],
  [addressTarget(1, "address_1"), ["address", "street", "strasse"]],
  [addressTarget(1, "postal_code"), ["zip", "zipcode", "postcode", "plz", "postleitzahl"]],
  [addressTarget(1, "city"), ["city", "town", "ort", "stadt"]],
  [addressTarget(1, "country_code"), ["country", "countrycode", "land"]],
];

/** A first guess at where columns go, by their names, for a file that the server does not know. Each target once. */
export function guessTargets(columns: readonly string[]): string[] {
  const targets = new Map<string, string>([
    ...CUSTOMER_TARGETS.map((target): [string, string] => [bare(target), target]),
    ...ADDRESS_FIELDS.map((field): [string, string] => [bare(addressTarget(1, field)), addressTarget(1, field)]),
    ...OTHER_NAMES.flatMap(([target, names]) => names.map((name): [string, string] => [name, target])),
  ]);
  const taken = new Set<string>();
  return columns.map((column) => {
    const target = targets.get(bare(column));
    if (target === undefined || taken.has(target)) {
      return SKIPPED;
    }
    taken.add(target);
    return target;
  });
}
