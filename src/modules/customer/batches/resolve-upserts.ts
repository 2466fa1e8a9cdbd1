import type { CustomerUpdatableFields } from "@medusajs/framework/types";
import { rejectField } from "../../../shared/errors";
import type { AddedCustomerFields } from "../fields";
import { type BatchNames, type CustomersBatch, type ExistingCustomer, itemNamesOf } from "./assert-customers-batch";
import type { MergedKeys } from "./find-merged-customers.sql";

/**
 * A customer to update if it exists, and to create otherwise.
 *
 * The first of its keys that is given and known identifies it: `id`, `external_id`, `email` with `has_account`.
 */
export type CustomerUpsert = CustomerUpdatableFields &
  AddedCustomerFields & {
    id?: string;
    has_account?: boolean;
    /** The creator of a new customer; an update ignores it. */
    created_by?: string;
  };

/** The list that an upsert was appended to, and its index there. */
export type UpsertPosition = { list: "create" | "update"; index: number };

/** A batch whose upserts are appended to its creations and updates. */
type ResolvedBatch = { batch: CustomersBatch; names: BatchNames; places: UpsertPosition[] };

/**
 * Sorts upserts into updates and creations.
 *
 * Emails are in the store's spelling. Without `has_account` an email stands for the registered customer, else for the
 * guest, as in an import (imports/storing/match-rows.sql.ts). A customer that the batch deletes is found by id only, since
 * its other keys are free then. `merged`: the last merge first.
 *
 * @throws MedusaError (invalid_data) for no key, another kind of customer than `has_account`, a second external_id, a customer
 * who was merged into another one.
 */
export function resolveUpserts(
  batch: CustomersBatch,
  upserts: readonly CustomerUpsert[],
  { existing, merged }: { existing: readonly ExistingCustomer[]; merged: readonly MergedKeys[] },
): ResolvedBatch {
  const resolved: CustomersBatch = { create: [...batch.create], update: [...batch.update], delete: batch.delete };
  const names = itemNamesOf(batch);
  const find = createFinder(existing, new Set(batch.delete));
  const places = upserts.map((upsert, position): UpsertPosition => {
    const item = `upsert.${position}`;
    const { id, has_account, created_by, ...fields } = upsert;
    const found = find(upsert, item);
    if (!found) {
      assertNotMerged(upsert, merged, item);
      if (has_account) {
        rejectField(
          `${item}.has_account`,
          "asks for an account that does not exist; customers register, or are invited",
        );
      }
      names.create.push(item);
      return { list: "create", index: resolved.create.push({ ...fields, created_by }) - 1 };
    }
    names.update.push({ item, key: found.key });
    return { list: "update", index: resolved.update.push({ ...fields, id: found.id }) - 1 };
  });
  return { batch: resolved, names, places };
}

/** A new customer would be the merged one again. As in an import, the external_id counts before email and kind. */
function assertNotMerged(
  { external_id, email, has_account }: CustomerUpsert,
  merged: readonly MergedKeys[],
  item: string,
): void {
  const byExternalId = external_id ? merged.find((one) => one.external_id === external_id) : undefined;
  const byEmail = email
    ? merged.find((one) => one.email === email && one.has_account === (has_account ?? one.has_account))
    : undefined;
  const found = byExternalId ?? byEmail;
  if (found) {
    rejectField(
      `${item}.${byExternalId ? "external_id" : "email"}`,
      `is that of a customer who was merged into ${found.survivor_id}; name this one by its id, or leave the item out; ` +
        "if it is another person, use `create`",
    );
  }
}

type Found = { id: string; key: "id" | "external_id" | "email" };

function createFinder(
  existing: readonly ExistingCustomer[],
  deleted: ReadonlySet<string>,
): (upsert: CustomerUpsert, item: string) => Found | undefined {
  const live = existing.filter(({ id }) => !deleted.has(id));
  const byId = new Map(existing.map((one) => [one.id, one]));
  const byExternalId = new Map(live.map((one) => [one.external_id, one]));
  const byEmail = new Map(live.map((one) => [`${one.has_account} ${one.email}`, one]));
  return ({ id, external_id, email, has_account }, item) => {
    if (id === undefined && !external_id && !email) {
      rejectField(item, 'names no customer; give "id", "external_id" or "email"');
    }
    const kinds = has_account === undefined ? [true, false] : [has_account];
    const named = id === undefined ? (external_id ? byExternalId.get(external_id) : undefined) : byId.get(id);
    if (named && has_account !== undefined && named.has_account !== has_account) {
      rejectField(
        `${item}.has_account`,
        `is not that of ${named.id}; an upsert makes no account of a guest and no guest of one`,
      );
    }
    if (id !== undefined) {
      return { id, key: "id" };
    }
    if (named) {
      return { id: named.id, key: "external_id" };
    }
    const holder = email ? kinds.flatMap((kind) => byEmail.get(`${kind} ${email}`) ?? []).at(0) : undefined;
    if (holder && external_id && holder.external_id !== null) {
      rejectField(
        `${item}.external_id`,
        `is not that of ${holder.id}, which has the email; name it by its id to change that`,
      );
    }
    return holder && { id: holder.id, key: "email" };
  };
}
