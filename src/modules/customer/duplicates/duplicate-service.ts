import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Context } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { assertStorable } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import type { EmailService } from "../emails/email-service";
import {
  type DuplicateCursor,
  type DuplicateReason,
  type DuplicateSection,
  decodeDuplicateCursor,
  encodeDuplicateCursor,
  sectionsOf,
} from "./duplicate-cursor";
import { DUPLICATE_SOURCES } from "./duplicate-sources.sql";
import { type DuplicateKeys, findDuplicateKeys } from "./find-duplicate-keys.sql";
import { findByAddressKey, findByEmail, findByPhoneKey, findBySpelling } from "./find-duplicate-members.sql";
import { findNextDuplicateKeys } from "./find-next-duplicate-keys.sql";
import {
  type DuplicateGroup,
  groupByEmail,
  groupByNameAndAddress,
  groupByPhone,
  groupBySpelling,
} from "./group-duplicates";

/** Maximum number of index ranges per page; a page that finds few groups ends early, and the next one continues there. */
const RANGES_PER_PAGE = 5;

type DuplicatesRequest = {
  /** Only groups for this reason; without it all, one reason after the other. */
  reason?: DuplicateReason;
  /** 1 to 100; default 50. */
  limit?: number;
  /** `next` of the page before. */
  after?: string;
};

export type DuplicatesPage = { duplicates: DuplicateGroup[]; next: string | null };

/** Finds customers who may be one person. */
export class DuplicateService {
  constructor(
    private readonly core: ModuleCore,
    private readonly emails: EmailService,
  ) {}

  /**
   * Lists groups of live customers who may be one person.
   *
   * Each page reads at most five ranges of an index, at any position. It may hold fewer groups than `limit`, even none, and
   * more only when one key holds several. The last page has `next` null. A customer may be in several groups, for several
   * reasons.
   *
   * @throws MedusaError (invalid_data) for a limit out of range, or an invalid cursor or one of another reason.
   */
  async list({ reason, limit = 50, after }: DuplicatesRequest, sharedContext: Context = {}): Promise<DuplicatesPage> {
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "limit" must be a whole number from 1 to 100.');
    }
    const connection = this.core.connection(sharedContext);
    const sections = sectionsOf(reason);
    const duplicates: DuplicateGroup[] = [];
    let cursor: DuplicateCursor | null =
      after === undefined
        ? { section: sections[0], from: null }
        : decodeDuplicateCursor(after, reason, this.core.seals.duplicates);
    for (let round = 0; cursor !== null && round < RANGES_PER_PAGE && duplicates.length < limit; round++) {
      const { section, from }: DuplicateCursor = cursor;
      const range = await findNextDuplicateKeys(connection, DUPLICATE_SOURCES[section], {
        from,
        limit: limit - duplicates.length,
      });
      if (range.keys.length) {
        duplicates.push(...(await this.duplicatesOf(connection, section, range.keys)));
      }
      cursor = range.next ? { section, from: range.next } : sectionAfter(sections, section);
    }
    return { duplicates, next: cursor && encodeDuplicateCursor(cursor, this.core.seals.duplicates) };
  }

  /**
   * Lists the groups of one customer: all live customers who may be the same person.
   *
   * A constant number of statements, each on an index. An email, phone or address that more than 100 customers share counts
   * for this one and the lowest ids only. Empty for an unknown or deleted customer.
   */
  async listOf(customerId: string, sharedContext: Context = {}): Promise<DuplicateGroup[]> {
    assertStorable({ id: customerId });
    const connection = this.core.connection(sharedContext);
    const keys = await findDuplicateKeys(connection, customerId);
    const duplicates: DuplicateGroup[] = [];
    for (const [section, wanted] of keysOfSections(keys)) {
      duplicates.push(...(await this.duplicatesOf(connection, section, wanted, customerId)));
    }
    return duplicates.filter(({ customers }) => customers.some(({ id }) => id === customerId));
  }

  private async duplicatesOf(
    connection: Knex,
    section: DuplicateSection,
    keys: string[],
    first: string | null = null,
  ): Promise<DuplicateGroup[]> {
    switch (section) {
      case "spelling":
        return await this.spellingsOf(connection, keys, first);
      case "email":
        return groupByEmail(await this.withUsualEmail(connection, keys));
      case "phone":
        return groupByPhone(await findByPhoneKey(connection, keys, first));
      case "name_and_address":
        return groupByNameAndAddress(await findByAddressKey(connection, keys, first));
    }
  }

  /** Groups customers with an unusual spelling with the customers who have the store's spelling. */
  private async spellingsOf(connection: Knex, keys: string[], first: string | null): Promise<DuplicateGroup[]> {
    const spelled = await findBySpelling(connection, keys, first);
    const usual = new Set(spelled.flatMap(({ email }) => this.emails.spellingOf(email) ?? []));
    const usualOnes = await findByEmail(connection, [...usual]);
    return groupBySpelling([...spelled, ...usualOnes], (email) => this.emails.spellingOf(email));
  }

  /** Finds the customers of these emails, without emails that an unusual spelling has listed already. */
  private async withUsualEmail(connection: Knex, emails: string[]) {
    const listed = new Set<string | null>();
    for (const { email } of await findBySpelling(connection, emails.map(normalizedKey))) {
      listed.add(this.emails.spellingOf(email)).add(email);
    }
    return (await findByEmail(connection, emails)).filter(({ email }) => !listed.has(email));
  }
}

/** Returns the keys of each section, without sections for which the customer has no key. */
function keysOfSections(keys: DuplicateKeys | null): [DuplicateSection, string[]][] {
  if (keys === null) {
    return [];
  }
  const sections: [DuplicateSection, string[]][] = [
    ["spelling", keys.spelling === null ? [] : [keys.spelling]],
    ["email", keys.email === null ? [] : [keys.email]],
    ["phone", keys.phone === null ? [] : [keys.phone]],
    ["name_and_address", keys.name_and_address],
  ];
  return sections.filter(([, wanted]) => wanted.length > 0);
}

/** Returns the key of an email in the index of unusual spellings. */
function normalizedKey(email: string): string {
  return email.trim().toLowerCase();
}

function sectionAfter(sections: readonly DuplicateSection[], section: DuplicateSection): DuplicateCursor | null {
  const next = sections.at(sections.indexOf(section) + 1);
  return next ? { section: next, from: null } : null;
}
