import type { CreateCustomerDTO, CustomerUpdatableFields } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { rejectField } from "../../../shared/errors";
import { assertEmail } from "../emails/read-email";
import type { AddedCustomerFields } from "../fields";

/** Customers to create, to update each with its own fields, and to delete. */
export type CustomersBatch = {
  create: (CreateCustomerDTO & AddedCustomerFields & { has_account?: boolean })[];
  update: CustomerUpdate[];
  delete: string[];
};

export type CustomerUpdate = { id: string } & AddedCustomerFields & CustomerUpdatableFields;

/** The fields of a live customer that a batch may collide with. */
export type ExistingCustomer = {
  id: string;
  external_id: string | null;
  email: string | null;
  has_account: boolean;
};

/** The names of a batch's items in the request: the position, and for updates the field that identifies the customer. */
export type BatchNames = { create: string[]; update: { item: string; key: string }[] };

/** Returns the names of creations and updates that were given as such. */
export function itemNamesOf({ create, update }: Pick<CustomersBatch, "create" | "update">): BatchNames {
  return {
    create: create.map((_, index) => `create.${index}`),
    update: update.map((_, index) => ({ item: `update.${index}`, key: "id" })),
  };
}

/**
 * Checks whether a batch can be written, by position and field, before anything is written.
 *
 * Emails are in the store's spelling. Deletions run first, then updates, then creations: a creation may use a key that a
 * deletion or an update releases. An update may not use a key that another update releases, because rows of one statement
 * change in no defined order, and neither does its undo.
 *
 * This check only names the item: another caller may write in between, and then the database refuses.
 *
 * @throws MedusaError (not_found, invalid_data) that names the first wrong item.
 */
export function assertCustomersBatch(
  batch: CustomersBatch,
  existing: readonly ExistingCustomer[],
  names: BatchNames,
): void {
  const byId = new Map(existing.map((customer) => [customer.id, customer]));
  assertIds(batch, byId, names);
  assertEmails(batch, byId, names);
  assertFree(batch, existing, { names, field: "email", keyOf: ofEmail });
  assertFree(batch, existing, { names, field: "external_id", keyOf: ofExternalId });
}

type Keyed = { email?: string | null; external_id?: string | null; has_account?: boolean };
type UniqueKey = {
  names: BatchNames;
  field: "email" | "external_id";
  /** Returns the key of a live customer; undefined for none. */
  keyOf(customer: Keyed): string | undefined;
};

/** Emails are unique among guests and among registered customers. */
function ofEmail({ email, has_account = false }: Keyed): string | undefined {
  return email === undefined || email === null ? undefined : `${has_account} ${email}`;
}

function ofExternalId({ external_id }: Keyed): string | undefined {
  return external_id ?? undefined;
}

function assertIds(
  { update, delete: deleted }: CustomersBatch,
  existing: ReadonlyMap<string, unknown>,
  names: BatchNames,
): void {
  const toDelete = new Set(deleted);
  const seen = new Map<string, string>();
  update.forEach(({ id }, index) => {
    const { item, key } = names.update[index];
    const first = seen.get(id);
    if (first !== undefined) {
      rejectField(`${item}.${key}`, `means the customer of ${first} too; put the fields of one customer together`);
    }
    if (toDelete.has(id)) {
      rejectField(`${item}.${key}`, "means one among those to delete; leave it out of one of the two");
    }
    if (!existing.has(id)) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `The field "${item}.${key}": no customer has the id ${id}.`);
    }
    seen.set(id, item);
  });
}

/** An update may repeat the stored email, which may be older than the store's rule. */
function assertEmails(
  { create, update }: CustomersBatch,
  existing: ReadonlyMap<string, ExistingCustomer>,
  names: BatchNames,
): void {
  create.forEach(({ email }, index) => {
    assertEmail(email, `${names.create[index]}.email`);
  });
  update.forEach(({ id, email }, index) => {
    if (email !== existing.get(id)?.email) {
      assertEmail(email, `${names.update[index].item}.email`);
    }
  });
}

function assertFree(
  batch: CustomersBatch,
  existing: readonly ExistingCustomer[],
  { names, field, keyOf }: UniqueKey,
): void {
  const kinds = new Map(existing.map(({ id, has_account }) => [id, has_account]));
  const deleted = new Set(batch.delete);
  const holders = new Map(existing.filter(({ id }) => !deleted.has(id)).flatMap((one) => keyed(keyOf(one), one.id)));
  const moving = new Set(batch.update.filter((one) => one[field] !== undefined).map(({ id }) => id));
  const requested = new Map<string, string>();
  const reserve = (key: string, name: string) => {
    const first = requested.get(key);
    if (first !== undefined) {
      rejectField(name, `is the same as "${first}"; ${ONE_HAS_IT[field]}`);
    }
    requested.set(key, name);
  };
  batch.update.forEach((one, index) => {
    const name = `${names.update[index].item}.${field}`;
    for (const [key] of keyed(keyOf({ ...one, has_account: kinds.get(one.id) }), one.id)) {
      const holder = holders.get(key);
      if (holder !== undefined && holder !== one.id) {
        const givesUp = moving.has(holder) ? ", which gives it up in this very batch: change that one before" : "";
        rejectField(name, `belongs to ${holder} already${givesUp}`);
      }
      reserve(key, name);
    }
  });
  batch.create.forEach((one, index) => {
    const name = `${names.create[index]}.${field}`;
    for (const [key] of keyed(keyOf(one), "")) {
      const holder = holders.get(key);
      if (holder !== undefined && !(moving.has(holder) && !requested.has(key))) {
        rejectField(name, `belongs to ${holder} already`);
      }
      reserve(key, name);
    }
  });
}

const ONE_HAS_IT = {
  email: "one customer of a kind has one email",
  external_id: "one customer has one external_id",
};

function keyed(key: string | undefined, id: string): [string, string][] {
  return key === undefined ? [] : [[key, id]];
}
