import type { Context } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { withoutUndefined } from "../../../shared/without-undefined";
import { assertLength, assertStorable, EMAIL_MAX_LENGTH } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import { assertPageSize } from "../listing/assert-page-size";
import {
  type EmailCollision,
  type EmailProblem,
  listEmailCollisions,
  listEmailProblems,
} from "./list-email-problems.sql";
import { listOldSpellings } from "./list-old-spellings.sql";
import { normalizeEmail } from "./normalize-email";
import { assertEmail } from "./read-email";

/** A page of 1 to 1,000, in id order behind `after`. */
type Page = { after?: string; limit: number };

/** Spells emails as the store does, and lists customers whose email is stored in another spelling. */
export class EmailService {
  constructor(private readonly core: ModuleCore) {}

  /**
   * Returns the email as this store spells it.
   *
   * @throws MedusaError (invalid_data) for a text that is no email by the store's rule, and for a blank or too long one.
   */
  normalize(email: string): string {
    assertStorable({ email });
    assertLength(email, "email", EMAIL_MAX_LENGTH);
    const stored = this.spellingOf(email);
    if (stored === null) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "email" is blank. Give an address.');
    }
    assertEmail(stored);
    return stored;
  }

  /** Returns the fields that are given, with the email as it is stored. Does not check that the text is an email. */
  normalizeIn<Fields extends { email?: string | null }>(fields: Fields, field = "email"): Fields {
    const given = withoutUndefined(fields);
    assertStorable(given);
    if (given.email === undefined) {
      return given;
    }
    const email = this.spellingOf(given.email);
    assertLength(email, field, EMAIL_MAX_LENGTH);
    return { ...given, email };
  }

  /** Returns the store's spelling of any text; null for a blank one. */
  spellingOf(email: string | null): string | null {
    return normalizeEmail(email, this.core.options.email_normalization);
  }

  /** Whether a text is the stored email but for its spelling, also where both are no emails by the store's rule. */
  isSpellingOf(text: string, stored: string): boolean {
    return this.spellingOf(text) === this.spellingOf(stored);
  }

  /**
   * Lists the spellings that `db:migrate` has replaced by this one, of registered customers: a login that core made may
   * still have such a name.
   *
   * @param email in the store's spelling.
   */
  async listOldSpellings(email: string, sharedContext: Context = {}): Promise<string[]> {
    assertStorable({ email });
    return await listOldSpellings(this.core.connection(sharedContext), email);
  }

  /**
   * Lists customers whose email is another customer's but for its spelling. The repair of old rows did not change these: an
   * admin decides.
   *
   * @throws MedusaError (invalid_data) for a limit out of range.
   */
  async listCollisions(
    { after = "", limit }: Page,
    sharedContext: Context = {},
  ): Promise<{ collisions: EmailCollision[]; next: string | null }> {
    assertStorable({ after });
    assertPageSize(limit);
    return await this.core.transaction(sharedContext, (transaction) =>
      listEmailCollisions(transaction, (email) => this.spellingOf(email), { after, limit }),
    );
  }

  /**
   * Lists customers whose email is not stored as it would be today, and why: the spelling is another's (as in
   * `listCollisions`), the spelling is free, or the text is no email.
   */
  async listProblems(
    { after = "", limit }: Page,
    sharedContext: Context = {},
  ): Promise<{ problems: EmailProblem[]; next: string | null }> {
    assertStorable({ after });
    assertPageSize(limit);
    return await this.core.transaction(sharedContext, (transaction) =>
      listEmailProblems(transaction, (email) => this.spellingOf(email), { after, limit }),
    );
  }
}
