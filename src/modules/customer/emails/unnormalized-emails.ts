import type { Context } from "@medusajs/framework/types";
import { InjectManager, MedusaContext } from "@medusajs/framework/utils";
import { assertStorable } from "../database/assert-storable";
import { connectionOf, managerOf } from "../listing/matching-ids.sql";
import { PasswordCheckFacade } from "../logins/password-check-service";
import { listOldEmails } from "./list-unnormalized-emails.sql";

/** The part of the service that knows how emails were spelled before `db:migrate`. */
export abstract class OldEmailFacade extends PasswordCheckFacade {
  /**
   * The spellings that `db:migrate` has replaced by this one, of registered customers: a login that core made may still
   * have such a name.
   *
   * @param email in the store's spelling.
   */
  @InjectManager()
  async listOldEmails(email: string, @MedusaContext() sharedContext: Context = {}): Promise<string[]> {
    assertStorable({ email });
    return await listOldEmails(connectionOf(managerOf(sharedContext)), email);
  }
}
