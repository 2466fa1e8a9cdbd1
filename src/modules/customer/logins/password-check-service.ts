import type { Context } from "@medusajs/framework/types";
import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils";
import { assertStorable } from "../database/assert-storable";
import { inTransaction } from "../database/transaction";
import { EmailChangeFacade } from "../email-changes/email-change-service";
import { beginPasswordCheck } from "./begin-password-check.sql";
import { endPasswordCheck } from "./end-password-check.sql";
import type { PasswordCheck, PasswordCheckWait } from "./password-check";

/** The part of the service that bounds how often the password of an account is guessed. */
export abstract class PasswordCheckFacade extends EmailChangeFacade {
  /**
   * Counts a check of a customer's password before it is made.
   *
   * @returns the check, or until when there is no room, unless one that has not ended was right.
   * @throws MedusaError (too_many_requests) after too many wrong passwords; (not_found).
   */
  @InjectManager()
  async beginPasswordCheck(
    customerId: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<PasswordCheck | PasswordCheckWait> {
    return await this.beginPasswordCheck_(customerId, sharedContext);
  }

  @InjectTransactionManager()
  protected async beginPasswordCheck_(
    customerId: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<PasswordCheck | PasswordCheckWait> {
    assertStorable({ customer_id: customerId });
    return await inTransaction(sharedContext, (transaction) => beginPasswordCheck(transaction, customerId));
  }

  /** Ends a check that has begun: only a wrong password goes on counting. */
  @InjectManager()
  async endPasswordCheck(
    check: PasswordCheck & { is_right: boolean },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    await this.endPasswordCheck_(check, sharedContext);
  }

  @InjectTransactionManager()
  protected async endPasswordCheck_(
    check: PasswordCheck & { is_right: boolean },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    await inTransaction(sharedContext, (transaction) => endPasswordCheck(transaction, check));
  }
}
