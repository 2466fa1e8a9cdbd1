import type { CreateCustomerDTO, CustomerUpdatableFields } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";

/** Customers to create, to update each with its own fields, and to delete. */
export type CustomersBatch = {
  create: (CreateCustomerDTO & { has_account?: boolean })[];
  update: CustomerUpdate[];
  delete: string[];
};

export type CustomerUpdate = { id: string } & CustomerUpdatableFields;

/** A live customer as far as a batch may collide with it. */
export type StandingCustomer = { id: string; email: string | null; has_account: boolean };

/**
 * Says what stands in the way of a batch, by position and field, before anything is written. Emails are as they are
 * stored. Deletions come first, then updates, then creations: an email that is given up can be taken again, but not by
 * an update when an update gives it up, because rows change in no order of their own then, neither on the way back.
 *
 * This is for the message alone: between this look and the write somebody may be faster, and then the database refuses.
 *
 * @throws MedusaError (not_found, invalid_data) that names the first wrong item.
 */
export function assertBatch(batch: CustomersBatch, standing: readonly StandingCustomer[]): void {
  const byId = new Map(standing.map((customer) => [customer.id, customer]));
  assertIds(batch, byId);
  const deleted = new Set(batch.delete);
  const moving = new Set(batch.update.filter(({ email }) => email !== undefined).map(({ id }) => id));
  const holders = new Map(
    standing.filter(({ id, email }) => email !== null && !deleted.has(id)).map((one) => [keyOf(one), one.id]),
  );
  const asked = new Map<string, string>();
  batch.update.forEach(({ id, email = null }, index) => {
    const key = keyOf({ email, has_account: byId.get(id)?.has_account ?? false });
    const holder = holders.get(key);
    if (email !== null && holder !== undefined && holder !== id) {
      const givesUp = moving.has(holder) ? ", which gives it up in this very batch: change that one before" : "";
      refuse(`update.${index}.email`, `belongs to ${holder} already${givesUp}`);
    }
    claim(asked, { key, email, field: `update.${index}.email` });
  });
  batch.create.forEach(({ email = null, has_account = false }, index) => {
    const key = keyOf({ email, has_account });
    const holder = holders.get(key);
    if (email !== null && holder !== undefined && !(moving.has(holder) && !asked.has(key))) {
      refuse(`create.${index}.email`, `belongs to ${holder} already`);
    }
    claim(asked, { key, email, field: `create.${index}.email` });
  });
}

function assertIds({ update, delete: deleted }: CustomersBatch, standing: ReadonlyMap<string, unknown>): void {
  const gone = new Set(deleted);
  const seen = new Map<string, number>();
  update.forEach(({ id }, index) => {
    const first = seen.get(id);
    if (first !== undefined) {
      refuse(`update.${index}.id`, `is that of update.${first} too; put the fields of one customer together`);
    }
    if (gone.has(id)) {
      refuse(`update.${index}.id`, "is among those to delete; leave it out of one of the two");
    }
    if (!standing.has(id)) {
      throw new MedusaError(
        MedusaError.Types.NOT_FOUND,
        `The field "update.${index}.id": no customer has the id ${id}.`,
      );
    }
    seen.set(id, index);
  });
}

function claim(
  asked: Map<string, string>,
  { key, email, field }: { key: string; email: string | null; field: string },
): void {
  if (email === null) {
    return;
  }
  const first = asked.get(key);
  if (first !== undefined) {
    refuse(field, `is the same as "${first}"; one customer of a kind has one email`);
  }
  asked.set(key, field);
}

function keyOf({ email, has_account }: { email: string | null; has_account: boolean }): string {
  return `${has_account} ${email}`;
}

function refuse(field: string, what: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_DATA, `The field "${field}" ${what}.`);
}
