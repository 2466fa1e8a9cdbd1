import type { CreateCustomerDTO, CustomerUpdatableFields } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { assertEmail } from "../emails/read-email";
import type { AddedCustomerFields } from "../fields";

/** Customers to create, to update each with its own fields, and to delete. */
export type CustomersBatch = {
  create: (CreateCustomerDTO & AddedCustomerFields & { has_account?: boolean })[];
  update: CustomerUpdate[];
  delete: string[];
};

export type CustomerUpdate = { id: string } & AddedCustomerFields & CustomerUpdatableFields;

/** A live customer as far as a batch may collide with it. */
export type ExistingCustomer = {
  id: string;
  external_id: string | null;
  email: string | null;
  has_account: boolean;
};

/** What the caller named a customer: its position in the batch, and the field that says who it is. */
export type BatchNames = { create: string[]; update: { item: string; key: string }[] };

/** The names of customers that were not sorted out of anything else. */
export function itemNamesOf({ create, update }: Pick<CustomersBatch, "create" | "update">): BatchNames {
  return {
    create: create.map((_, index) => `create.${index}`),
    update: update.map((_, index) => ({ item: `update.${index}`, key: "id" })),
  };
}

/**
 * Says what stands in the way of a batch, by position and field, before anything is written. Emails are as they are
 * stored. Deletions come first, then updates, then creations: a key that is given up can be taken again, but not by
 * an update when an update gives it up, because rows change in no order of their own then, neither on the way back.
 *
 * This is for the message alone: between this look and the write somebody may be faster, and then the database refuses.
 *
 * @throws MedusaError (not_found, invalid_data) that names the first wrong item.
 */
export function assertCustomersBatch(
  batch: CustomersBatch,
  standing: readonly ExistingCustomer[],
  names: BatchNames,
): void {
  const byId = new Map(standing.map((customer) => [customer.id, customer]));
  assertIds(batch, byId, names);
  assertEmails(batch, byId, names);
  assertFree(batch, standing, { names, field: "email", keyOf: ofEmail });
  assertFree(batch, standing, { names, field: "external_id", keyOf: ofExternalId });
}

type Keyed = { email?: string | null; external_id?: string | null; has_account?: boolean };
type UniqueKey = {
  names: BatchNames;
  field: "email" | "external_id";
  /** What one live customer has; undefined for none. */
  keyOf(customer: Keyed): string | undefined;
};

/** Emails are unique among those of a kind. */
function ofEmail({ email, has_account = false }: Keyed): string | undefined {
  return email === undefined || email === null ? undefined : `${has_account} ${email}`;
}

function ofExternalId({ external_id }: Keyed): string | undefined {
  return external_id ?? undefined;
}

function assertIds(
  { update, delete: deleted }: CustomersBatch,
  standing: ReadonlyMap<string, unknown>,
  names: BatchNames,
): void {
  const gone = new Set(deleted);
  const seen = new Map<string, string>();
  update.forEach(({ id }, index) => {
    const { item, key } = names.update[index];
    const first = seen.get(id);
    if (first !== undefined) {
      reject(`${item}.${key}`, `means the customer of ${first} too; put the fields of one customer together`);
    }
    if (gone.has(id)) {
      reject(`${item}.${key}`, "means one among those to delete; leave it out of one of the two");
    }
    if (!standing.has(id)) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `The field "${item}.${key}": no customer has the id ${id}.`);
    }
    seen.set(id, item);
  });
}

/** An update may repeat what the customer has, though it was stored before there was a rule. */
function assertEmails(
  { create, update }: CustomersBatch,
  standing: ReadonlyMap<string, ExistingCustomer>,
  names: BatchNames,
): void {
  create.forEach(({ email }, index) => {
    assertEmail(email, `${names.create[index]}.email`);
  });
  update.forEach(({ id, email }, index) => {
    if (email !== standing.get(id)?.email) {
      assertEmail(email, `${names.update[index].item}.email`);
    }
  });
}

function assertFree(
  batch: CustomersBatch,
  standing: readonly ExistingCustomer[],
  { names, field, keyOf }: UniqueKey,
): void {
  const kinds = new Map(standing.map(({ id, has_account }) => [id, has_account]));
  const deleted = new Set(batch.delete);
  const holders = new Map(standing.filter(({ id }) => !deleted.has(id)).flatMap((one) => keyed(keyOf(one), one.id)));
  const moving = new Set(batch.update.filter((one) => one[field] !== undefined).map(({ id }) => id));
  const asked = new Map<string, string>();
  const reserve = (key: string, name: string) => {
    const first = asked.get(key);
    if (first !== undefined) {
      reject(name, `is the same as "${first}"; ${ONE_HAS_IT[field]}`);
    }
    asked.set(key, name);
  };
  batch.update.forEach((one, index) => {
    const name = `${names.update[index].item}.${field}`;
    for (const [key] of keyed(keyOf({ ...one, has_account: kinds.get(one.id) }), one.id)) {
      const holder = holders.get(key);
      if (holder !== undefined && holder !== one.id) {
        const givesUp = moving.has(holder) ? ", which gives it up in this very batch: change that one before" : "";
        reject(name, `belongs to ${holder} already${givesUp}`);
      }
      reserve(key, name);
    }
  });
  batch.create.forEach((one, index) => {
    const name = `${names.create[index]}.${field}`;
    for (const [key] of keyed(keyOf(one), "")) {
      const holder = holders.get(key);
      if (holder !== undefined && !(moving.has(holder) && !asked.has(key))) {
        reject(name, `belongs to ${holder} already`);
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

function reject(field: string, what: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_DATA, `The field "${field}" ${what}.`);
}
