import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Context } from "@medusajs/framework/types";
import { InjectManager, InjectTransactionManager, MedusaContext, MedusaError } from "@medusajs/framework/utils";
import { CustomerBatchFacade } from "../batches/customer-batch-service";
import { assertStorable } from "../database/assert-storable";
import { inTransaction } from "../database/transaction";
import {
  type EmailCollision,
  type EmailProblem,
  listEmailCollisions,
  listEmailProblems,
} from "../emails/list-email-problems.sql";
import { normalizeEmail } from "../emails/normalize-email";
import { assertPageSize } from "../listing/assert-page-size";
import { connectionOf, managerOf } from "../listing/matching-ids.sql";
import {
  type DuplicateCursor,
  type DuplicateReason,
  type DuplicateSection,
  decodeDuplicateCursor,
  encodeDuplicateCursor,
  sectionsOf,
} from "./duplicate-cursor";
import {
  type DuplicateGroup,
  emailGroups,
  nameAndAddressGroups,
  phoneGroups,
  spellingGroups,
} from "./duplicate-groups";
import { SOURCES } from "./duplicate-sources.sql";
import { findByAddressKey, findByPhoneKey, findHolders, findSpellings } from "./find-duplicate-members.sql";
import { nextKeys } from "./next-duplicate-keys.sql";

/** Stretches of an index that one page may read; a page that finds little ends early, and the next goes on there. */
const ROUNDS = 5;

export type DuplicatesRequest = {
  /** Only candidates for this reason; all, one reason after the other, without it. */
  reason?: DuplicateReason;
  /** 1 to 100; default 50. */
  limit?: number;
  /** `next` of the page before. */
  after?: string;
};

export type DuplicatesPage = { duplicates: DuplicateGroup[]; next: string | null };

/** The part of the service that finds customers who may be one person. */
export abstract class CustomerDuplicateFacade extends CustomerBatchFacade {
  /**
   * Groups of live customers who may be one person. Each page costs at most five stretches of an index, wherever it
   * begins; it may hold fewer groups than `limit`, even none, and more only when one key holds several. The end is where
   * `next` is null. A customer may be in several groups, for several reasons.
   *
   * @throws MedusaError (invalid_data) for a limit out of range, or a cursor that is none or of another reason.
   */
  @InjectManager()
  async listDuplicateCustomers(
    { reason, limit = 50, after }: DuplicatesRequest,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<DuplicatesPage> {
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "limit" must be a whole number from 1 to 100.');
    }
    const connection = connectionOf(managerOf(sharedContext));
    const sections = sectionsOf(reason);
    const duplicates: DuplicateGroup[] = [];
    let cursor: DuplicateCursor | null =
      after === undefined
        ? { section: sections[0], from: null }
        : decodeDuplicateCursor(after, reason, this.seals_.duplicates);
    for (let round = 0; cursor !== null && round < ROUNDS && duplicates.length < limit; round++) {
      const { section, from }: DuplicateCursor = cursor;
      const stretch = await nextKeys(connection, SOURCES[section], { from, limit: limit - duplicates.length });
      if (stretch.keys.length) {
        duplicates.push(...(await this.duplicatesOf(connection, section, stretch.keys)));
      }
      cursor = stretch.next ? { section, from: stretch.next } : sectionAfter(sections, section);
    }
    return { duplicates, next: cursor && encodeDuplicateCursor(cursor, this.seals_.duplicates) };
  }

  /**
   * Customers whose email is another customer's but for its spelling, which the repair of old rows left for a person to
   * decide; a page of 1 to 1,000 at a time, in id order.
   *
   * @throws MedusaError (invalid_data) for a limit out of range.
   */
  @InjectManager()
  async listEmailCollisions(
    page: { after?: string; limit: number },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ collisions: EmailCollision[]; next: string | null }> {
    return await this.listEmailCollisions_(page, sharedContext);
  }

  @InjectTransactionManager()
  protected async listEmailCollisions_(
    { after = "", limit }: { after?: string; limit: number },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ collisions: EmailCollision[]; next: string | null }> {
    assertStorable({ after });
    assertPageSize(limit);
    const store = (email: string) => this.storedAs(email);
    return await inTransaction(sharedContext, (transaction) =>
      listEmailCollisions(transaction, store, { after, limit }),
    );
  }

  /**
   * Customers whose email is not stored as it would be today, and why: the spelling is another's (as in
   * `listEmailCollisions`), the spelling is free, or the text is no email. Pages as those of `listEmailCollisions`.
   */
  @InjectManager()
  async listEmailProblems(
    page: { after?: string; limit: number },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ problems: EmailProblem[]; next: string | null }> {
    return await this.listEmailProblems_(page, sharedContext);
  }

  @InjectTransactionManager()
  protected async listEmailProblems_(
    { after = "", limit }: { after?: string; limit: number },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ problems: EmailProblem[]; next: string | null }> {
    assertStorable({ after });
    assertPageSize(limit);
    const store = (email: string) => this.storedAs(email);
    return await inTransaction(sharedContext, (transaction) => listEmailProblems(transaction, store, { after, limit }));
  }

  /** Whether a text is the stored email but for its spelling, also where both are no emails by the store's rule. */
  isSpellingOf(text: string, stored: string): boolean {
    return this.storedAs(text) === this.storedAs(stored);
  }

  private async duplicatesOf(connection: Knex, section: DuplicateSection, keys: string[]): Promise<DuplicateGroup[]> {
    switch (section) {
      case "spelling":
        return await this.spellingsOf(connection, keys);
      case "email":
        return emailGroups(await this.withUsualEmail(connection, keys));
      case "phone":
        return phoneGroups(await findByPhoneKey(connection, keys));
      case "name_and_address":
        return nameAndAddressGroups(await findByAddressKey(connection, keys));
    }
  }

  /** Who has an email in an unusual spelling, with those who have it as it would be stored. */
  private async spellingsOf(connection: Knex, keys: string[]): Promise<DuplicateGroup[]> {
    const spelled = await findSpellings(connection, keys);
    const usual = new Set(spelled.flatMap(({ email }) => this.storedAs(email) ?? []));
    const holders = await findHolders(connection, [...usual]);
    return spellingGroups([...spelled, ...holders], (email) => this.storedAs(email));
  }

  /** The customers of these emails, without emails that an unusual spelling has brought up already. */
  private async withUsualEmail(connection: Knex, emails: string[]) {
    const told = new Set<string | null>();
    for (const { email } of await findSpellings(connection, emails.map(looseKey))) {
      told.add(this.storedAs(email)).add(email);
    }
    return (await findHolders(connection, emails)).filter(({ email }) => !told.has(email));
  }

  protected storedAs(email: string | null): string | null {
    return normalizeEmail(email, this.options_.email_normalization);
  }
}

/** The key under which the index of unusual spellings has an email. */
function looseKey(email: string): string {
  return email.trim().toLowerCase();
}

function sectionAfter(sections: readonly DuplicateSection[], section: DuplicateSection): DuplicateCursor | null {
  const next = sections.at(sections.indexOf(section) + 1);
  return next ? { section: next, from: null } : null;
}
