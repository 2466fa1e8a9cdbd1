import { createIds } from "../../database/create-ids";
import { queryRows, type Transaction } from "../../database/transaction";

type Group = { id: string; name: string };

/** Locked in id order, as every operation locks groups. Index: IDX_customer_group_name_unique. */
const FIND = `
  select id, name from customer_group where name = any(?::text[]) and deleted_at is null order by id for no key update
`;

/** By name: an insert waits for another transaction that has inserted the same one. */
const INSERT = `
  insert into customer_group (id, name)
  select * from unnest(?::text[], ?::text[]) as made (id, name) order by name
  on conflict (name) where deleted_at is null do nothing
  returning id, name
`;

export type ImportedGroups = { idOf: ReadonlyMap<string, string>; created: string[] };

/**
 * The groups of these names, locked; those that are not there are made when `create` says so.
 *
 * @returns the ids by name; a missing name was deleted by another writer meanwhile.
 */
export async function findOrCreateGroups(
  transaction: Transaction,
  names: readonly string[],
  { create }: { create: boolean },
): Promise<ImportedGroups> {
  const wanted = [...new Set(names)].sort();
  const created: Group[] = [];
  const found = wanted.length ? await queryRows<Group>(transaction, FIND, [wanted]) : [];
  const missing = wanted.filter((name) => !found.some((group) => group.name === name));
  if (create && missing.length) {
    const ids = createIds("cusgroup", missing.length);
    created.push(...(await queryRows<Group>(transaction, INSERT, [ids, missing])));
    // Groups that another writer made in between are found now.
    found.push(...(await queryRows<Group>(transaction, FIND, [missing])));
  }
  return {
    idOf: new Map(found.map(({ id, name }) => [name, id])),
    created: created.map(({ id }) => id),
  };
}
