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

/** A page of 1 to 1,000 rows, in id order after `after`. */
type Page = { after?: string; limit: number };

/** Normalizes emails, and lists customers whose email is stored in another spelling. */
export class EmailService {
  constructor(private readonly core: ModuleCore) {}

  /**
   * Returns the email in the store's spelling.
   *
   * @throws MedusaError (invalid_data) for a text that is not an email by the store's rule, and for a blank or too long
   * one.
   */
  normalize(email: string): string {
    assertStorable({ email });
    assertLength(email, "email", EMAIL_MAX_LENGTH);
    const stored = this.spellingOf(email);
    if (stored === null) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "email" is blank. Give an email.');
    }
    assertEmail(stored);
    return stored;
  }

  /** Returns the given fields, with the email in the store's spelling. Does not check that the text is an email. */
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

  /** Whether a text is the stored email in any spelling, also where both are not emails by the store's rule. */
  isSpellingOf(text: string, stored: string): boolean {
    return this.spellingOf(text) === this.spellingOf(stored);
  }

  /**
   * Lists the spellings that `db:migrate` has replaced by this one, of registered customers.
   *
   * A login that core created may still have such a name.
   *
   * @param email in the store's spelling.
   */
  async listOldSpellings(email: string, sharedContext: Context = {}): Promise<string[]> {
    assertStorable({ email });
    return await listOldSpellings(this.core.connection(sharedContext), email);
  }

  /**
   * Lists customers whose email is another customer's in another spelling.
   *
   * The repair of old rows did not change these: an admin decides.
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
   * Lists customers whose email is not in the store's spelling, and why.
   *
   * Another customer has the spelling (as in `listCollisions`), the spelling is free, or the text is not an email.
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
