import type { Context } from "@medusajs/framework/types";
import { assertStorable } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import type { ResolvedCustomersOptions } from "../options";
import { beginPasswordCheck } from "./begin-password-check.sql";
import { endPasswordCheck } from "./end-password-check.sql";
import type { PasswordCheck, PasswordCheckWait } from "./password-check";

/** The options that routes and workflows of accounts need; they hold no secret. */
export type LoginSettings = Pick<ResolvedCustomersOptions, "trusted_email_providers" | "guest_checkout">;

/** Limits how often the password of an account is guessed. */
export class LoginService {
  constructor(private readonly core: ModuleCore) {}

  settings(): LoginSettings {
    const { trusted_email_providers, guest_checkout } = this.core.options;
    return { trusted_email_providers, guest_checkout };
  }

  /**
   * Counts a check of a customer's password before the comparison.
   *
   * @returns the check; or the time until which the limit is reached, unless a check that has not ended succeeds.
   * @throws MedusaError (too_many_requests) after too many wrong passwords; (not_found).
   */
  async beginPasswordCheck(
    customerId: string,
    sharedContext: Context = {},
  ): Promise<PasswordCheck | PasswordCheckWait> {
    assertStorable({ customer_id: customerId });
    return await this.core.transaction(sharedContext, (transaction) => beginPasswordCheck(transaction, customerId));
  }

  /** Ends a check: only a wrong password still counts. */
  async endPasswordCheck(check: PasswordCheck & { is_right: boolean }, sharedContext: Context = {}): Promise<void> {
    await this.core.transaction(sharedContext, (transaction) => endPasswordCheck(transaction, check));
  }
}
