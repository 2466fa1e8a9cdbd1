import type { Context } from "@medusajs/framework/types";
import { assertStorable } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import type { ResolvedCustomersOptions } from "../options";
import { beginPasswordCheck } from "./begin-password-check.sql";
import { endPasswordCheck } from "./end-password-check.sql";
import type { PasswordCheck, PasswordCheckWait } from "./password-check";

/** The options that routes and workflows around an account need; no secret is among them. */
export type LoginSettings = Pick<ResolvedCustomersOptions, "trusted_email_providers" | "guest_checkout">;

/** Limits how often the password of an account is guessed. */
export class LoginService {
  constructor(private readonly core: ModuleCore) {}

  settings(): LoginSettings {
    const { trusted_email_providers, guest_checkout } = this.core.options;
    return { trusted_email_providers, guest_checkout };
  }

  /**
   * Counts a check of a customer's password before it is made.
   *
   * @returns the check, or until when there is no room, unless one that has not ended was right.
   * @throws MedusaError (too_many_requests) after too many wrong passwords; (not_found).
   */
  async beginPasswordCheck(
    customerId: string,
    sharedContext: Context = {},
  ): Promise<PasswordCheck | PasswordCheckWait> {
    assertStorable({ customer_id: customerId });
    return await this.core.transaction(sharedContext, (transaction) => beginPasswordCheck(transaction, customerId));
  }

  /** Ends a check that has begun: only a wrong password still counts. */
  async endPasswordCheck(check: PasswordCheck & { is_right: boolean }, sharedContext: Context = {}): Promise<void> {
    await this.core.transaction(sharedContext, (transaction) => endPasswordCheck(transaction, check));
  }
}
