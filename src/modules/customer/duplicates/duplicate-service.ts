import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Context } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
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
import { findByAddressKey, findByEmail, findByPhoneKey, findBySpelling } from "./find-duplicate-members.sql";
import { findNextDuplicateKeys } from "./find-next-duplicate-keys.sql";
import {
  type DuplicateGroup,
  groupByEmail,
  groupByNameAndAddress,
  groupByPhone,
  groupBySpelling,
} from "./group-duplicates";

/** Stretches of an index that one page may read; a page that finds little ends early, and the next goes on there. */
const RANGES_PER_PAGE = 5;

export type DuplicatesRequest = {
  /** Only candidates for this reason; all, one reason after the other, without it. */
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
   * Lists groups of live customers who may be one person. Each page costs at most five ranges of an index, wherever it
   * begins; it may hold fewer groups than `limit`, even none, and more only when one key holds several. The end is where
   * `next` is null. A customer may be in several groups, for several reasons.
   *
   * @throws MedusaError (invalid_data) for a limit out of range, or a cursor that is none or of another reason.
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
      const stretch = await findNextDuplicateKeys(connection, DUPLICATE_SOURCES[section], {
        from,
        limit: limit - duplicates.length,
      });
      if (stretch.keys.length) {
        duplicates.push(...(await this.duplicatesOf(connection, section, stretch.keys)));
      }
      cursor = stretch.next ? { section, from: stretch.next } : sectionAfter(sections, section);
    }
    return { duplicates, next: cursor && encodeDuplicateCursor(cursor, this.core.seals.duplicates) };
  }

  private async duplicatesOf(connection: Knex, section: DuplicateSection, keys: string[]): Promise<DuplicateGroup[]> {
    switch (section) {
      case "spelling":
        return await this.spellingsOf(connection, keys);
      case "email":
        return groupByEmail(await this.withUsualEmail(connection, keys));
      case "phone":
        return groupByPhone(await findByPhoneKey(connection, keys));
      case "name_and_address":
        return groupByNameAndAddress(await findByAddressKey(connection, keys));
    }
  }

  /** Who has an email in an unusual spelling, with those who have it as it would be stored. */
  private async spellingsOf(connection: Knex, keys: string[]): Promise<DuplicateGroup[]> {
    const spelled = await findBySpelling(connection, keys);
    const usual = new Set(spelled.flatMap(({ email }) => this.emails.spellingOf(email) ?? []));
    const holders = await findByEmail(connection, [...usual]);
    return groupBySpelling([...spelled, ...holders], (email) => this.emails.spellingOf(email));
  }

  /** The customers of these emails, without emails that an unusual spelling has listed already. */
  private async withUsualEmail(connection: Knex, emails: string[]) {
    const listed = new Set<string | null>();
    for (const { email } of await findBySpelling(connection, emails.map(normalizedKey))) {
      listed.add(this.emails.spellingOf(email)).add(email);
    }
    return (await findByEmail(connection, emails)).filter(({ email }) => !listed.has(email));
  }
}

/** The key under which the index of unusual spellings has an email. */
function normalizedKey(email: string): string {
  return email.trim().toLowerCase();
}

function sectionAfter(sections: readonly DuplicateSection[], section: DuplicateSection): DuplicateCursor | null {
  const next = sections.at(sections.indexOf(section) + 1);
  return next ? { section: next, from: null } : null;
}
