import type { Context } from "@medusajs/framework/types";
import { InjectManager, InjectTransactionManager, MedusaContext, MedusaError } from "@medusajs/framework/utils";
import { assertStorable } from "../database/assert-storable";
import { hashSecretToken } from "../database/secret-token";
import { inTransaction } from "../database/transaction";
import { findImport } from "../imports/find-import.sql";
import { connectionOf, managerOf } from "../listing/matching-ids.sql";
import { acknowledgeInvitations } from "./acknowledge-invitations.sql";
import type { CustomerInvitation } from "./invitation";
import { InvitationFacade, MAX_INVITED } from "./invitation-service";
import { type InvitationFilters, listInvitations } from "./list-invitations.sql";
import { assertChosen, type Releasing, releaseInvitations } from "./release-invitations.sql";
import type { InvitationUndo } from "./undo-invitations.sql";

/** An invitation whose event a subscriber took, by what the event `customer.invited` holds. */
export type TakenInvitationEvent = { invitation_id: string; token: string };

/** The part of the service that brings invitations to their customers: which are mailed, and which mails were taken. */
export abstract class InvitationDeliveryFacade extends InvitationFacade {
  /**
   * Lets invitations be mailed that are held, or mails be tried again that no subscriber acknowledged: a part of them, in id
   * order behind `after`. With `all`, those of an import that is still running stay as they are.
   *
   * @returns how many wait now, and the id to go on behind; null when there are no more.
   * @throws MedusaError (invalid_data) unless the choice is an import, customers or all, (not_found) for an unknown import, (not_allowed) for one that has not ended.
   */
  @InjectManager()
  async releaseInvitations(
    which: Releasing,
    after = "",
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ count: number; last: string | null }> {
    assertChosen(which);
    assertStorable({ ...which, after });
    await this.assertImportEnded(which.import_id, sharedContext);
    return await this.releaseInvitations_(which, after, sharedContext);
  }

  @InjectTransactionManager()
  protected async releaseInvitations_(
    which: Releasing,
    after: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ count: number; last: string | null }> {
    return await inTransaction(sharedContext, (transaction) => releaseInvitations(transaction, which, after));
  }

  /**
   * Says of invitations that a subscriber to `customer.invited` has taken care of them: they are sent. Unknown ones, and
   * tokens that are replaced, are passed over. It may be called twice.
   *
   * @returns the ids of those that were not acknowledged before, and how to undo it.
   */
  @InjectManager()
  async acknowledgeInvitations(
    taken: TakenInvitationEvent[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ ids: string[]; undo: InvitationUndo }> {
    return await this.acknowledgeInvitations_(taken, sharedContext);
  }

  @InjectTransactionManager()
  protected async acknowledgeInvitations_(
    taken: TakenInvitationEvent[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ ids: string[]; undo: InvitationUndo }> {
    if (taken.length > MAX_INVITED) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `At most ${MAX_INVITED} invitations are acknowledged at once.`,
      );
    }
    assertStorable({ invitation_id: taken.map(({ invitation_id }) => invitation_id) });
    const rows = taken.map(({ invitation_id: id, token }) => ({ id, token_hash: hashSecretToken(token) }));
    const before = await inTransaction(sharedContext, (transaction) => acknowledgeInvitations(transaction, rows));
    return { ids: before.map(({ id }) => id), undo: { created: [], before } };
  }

  /** A page of invitations, the newest first, and the number of all: of a state, an import or a customer. */
  @InjectManager()
  async listInvitations(
    filters: InvitationFilters,
    page: { limit: number; offset: number },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ invitations: CustomerInvitation[]; count: number }> {
    assertStorable(filters);
    return await listInvitations(connectionOf(managerOf(sharedContext)), filters, page);
  }

  /** Batches that are to come would be held. */
  private async assertImportEnded(id: string | undefined, sharedContext: Context): Promise<void> {
    const found = id === undefined ? undefined : await findImport(connectionOf(managerOf(sharedContext)), id);
    if (id !== undefined && !found) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Import with id "${id}" not found`);
    }
    if (found && ["uploaded", "validating", "ready", "importing"].includes(found.state)) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `The import is ${found.state}. Send its invitations when it has ended, or confirm it with "send_invitations": true.`,
      );
    }
  }
}
