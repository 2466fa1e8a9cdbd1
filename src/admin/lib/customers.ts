import type { CustomerAddressJson, CustomerColumns } from "../../types/http/customers";

/** The columns that our pages show. A field that a merge lets the user choose has to be one of them. */
const SHOWN_COLUMNS = [
  ...["id", "email", "first_name", "last_name", "company_name", "phone", "has_account", "metadata", "created_at"],
] as const satisfies (keyof CustomerColumns)[];

/** A customer as our pages show it. */
export type ShownCustomer = Pick<CustomerColumns, (typeof SHOWN_COLUMNS)[number]> & {
  addresses: CustomerAddressJson[];
};

export const SHOWN_FIELDS = [...SHOWN_COLUMNS, "*addresses"].join(",");

type Named = Pick<ShownCustomer, "id" | "email" | "first_name" | "last_name"> & { company_name?: string | null };

/** Returns what a person is called: the name, or the company, the email, the id. */
export function nameOf({ id, email, first_name, last_name, company_name }: Named): string {
  return fullNameOf({ first_name, last_name }) || company_name || email || id;
}

/** Returns the names of two customers. Where they are equal, each has the email or the id behind it. */
export function distinctNamesOf(one: Named, other: Named): [string, string] {
  const names: [string, string] = [nameOf(one), nameOf(other)];
  if (names[0] !== names[1]) {
    return names;
  }
  const mark = ({ id, email }: Named) => (one.email === other.email ? id : (email ?? id));
  return [`${names[0]} (${mark(one)})`, `${names[1]} (${mark(other)})`];
}

export function fullNameOf({ first_name, last_name }: Pick<Named, "first_name" | "last_name">): string {
  return [first_name, last_name].filter(Boolean).join(" ");
}

/** Returns the address by which people know the customer: a default one before others. */
export function mainAddressOf(addresses: readonly CustomerAddressJson[] = []): CustomerAddressJson | undefined {
  return addresses.find((one) => one.is_default_shipping || one.is_default_billing) ?? addresses[0];
}

export function addressLineOf({ address_1, postal_code, city, country_code }: CustomerAddressJson): string {
  const place = [postal_code, city].filter(Boolean).join(" ");
  return [address_1, place, country_code?.toUpperCase()].filter(Boolean).join(", ");
}

/** Divides a list into parts of at most `size`. */
export function inParts<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  );
}
