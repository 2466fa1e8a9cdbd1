import type { Context } from "@medusajs/framework/types";
import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils";
import { assertStorable } from "../database/assert-storable";
import { inTransaction } from "../database/transaction";
import { InvitationDeliveryFacade } from "../invitations/invitation-delivery-service";
import { connectionOf, managerOf } from "../listing/matching-ids.sql";
import { refuseUnfinished } from "./assert-no-unfinished-merge.sql";
import { holdMerge, type MergeHold } from "./check-reversible.sql";
import { findOpenMerge, findUnfinishedClaim, listUnfinishedMerges } from "./find-unfinished-merges.sql";
import { completeMerge, keepMerge, releaseMerge, reopenMerge } from "./merge-progress.sql";
import { isAnyMerged } from "./merge-redirects.sql";
import type { MergeRun, OpenMerge } from "./merge-run.sql";
import { listUnsettledMerges, settleMerge } from "./recheck-merges.sql";

/**
 * The part of the service that says who moves a merge. Each merge belongs to one run at a time, and a run that lost it
 * (its process was taken for dead) can neither end nor undo it.
 */
export abstract class MergeRunFacade extends InvitationDeliveryFacade {
  /** Tells that the run lives. @returns false when it has lost the merge, or the merge has ended. */
  @InjectManager()
  async keepCustomerMerge(run: MergeRun, @MedusaContext() sharedContext: Context = {}): Promise<boolean> {
    return (await this.keepCustomerMerge_(run, sharedContext)) !== null;
  }

  @InjectTransactionManager()
  protected async keepCustomerMerge_(
    run: MergeRun,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string | null> {
    return await inTransaction(sharedContext, (transaction) => keepMerge(transaction, run));
  }

  /** Marks a merge as ended. @returns false when the run has lost it, or it has ended already. */
  @InjectManager()
  async completeCustomerMerge(run: MergeRun, @MedusaContext() sharedContext: Context = {}): Promise<boolean> {
    return await this.completeCustomerMerge_(run, sharedContext);
  }

  @InjectTransactionManager()
  protected async completeCustomerMerge_(
    run: MergeRun,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<boolean> {
    return await inTransaction(sharedContext, (transaction) => completeMerge(transaction, run));
  }

  /** Undoes `completeCustomerMerge`, unless the run has lost the merge. */
  @InjectManager()
  async reopenCustomerMerge(run: MergeRun, @MedusaContext() sharedContext: Context = {}): Promise<boolean> {
    return await this.reopenCustomerMerge_(run, sharedContext);
  }

  @InjectTransactionManager()
  protected async reopenCustomerMerge_(run: MergeRun, @MedusaContext() sharedContext: Context = {}): Promise<boolean> {
    return await inTransaction(sharedContext, (transaction) => reopenMerge(transaction, run));
  }

  /**
   * Whether what has moved may be handed back. When the merged customer's email is somebody else's by now it may not: the
   * merge is let go of then, and is ended by whoever takes it up.
   */
  @InjectManager()
  async holdCustomerMerge(run: MergeRun, @MedusaContext() sharedContext: Context = {}): Promise<MergeHold> {
    return await this.holdCustomerMerge_(run, sharedContext);
  }

  @InjectTransactionManager()
  protected async holdCustomerMerge_(run: MergeRun, @MedusaContext() sharedContext: Context = {}): Promise<MergeHold> {
    return await inTransaction(sharedContext, (transaction) => holdMerge(transaction, run));
  }

  /** Lets go of a merge that can neither go on nor back here; the job takes it up. */
  @InjectManager()
  async releaseCustomerMerge(run: MergeRun, @MedusaContext() sharedContext: Context = {}): Promise<boolean> {
    return await this.releaseCustomerMerge_(run, sharedContext);
  }

  @InjectTransactionManager()
  protected async releaseCustomerMerge_(run: MergeRun, @MedusaContext() sharedContext: Context = {}): Promise<boolean> {
    return await inTransaction(sharedContext, (transaction) => releaseMerge(transaction, run));
  }

  /** @returns whether one of the customers was merged away. */
  @InjectManager()
  async isAnyCustomerMerged(customerIds: string[], @MedusaContext() sharedContext: Context = {}): Promise<boolean> {
    assertStorable({ ids: customerIds });
    return await isAnyMerged(connectionOf(managerOf(sharedContext)), customerIds);
  }

  /** @throws MedusaError (not_allowed) that names the merges, when one of the customers is in one that has not ended. */
  @InjectManager()
  async refuseUnfinishedMerges(customerIds: string[], @MedusaContext() sharedContext: Context = {}): Promise<void> {
    assertStorable({ ids: customerIds });
    await refuseUnfinished(connectionOf(managerOf(sharedContext)), customerIds);
  }

  /** @returns ids of merges that nobody moves and that are due to be taken up, at most 100. */
  @InjectManager()
  async listUnfinishedCustomerMerges(@MedusaContext() sharedContext: Context = {}): Promise<string[]> {
    return await listUnfinishedMerges(connectionOf(managerOf(sharedContext)));
  }

  /** @returns the id of a claim of the customer that has not ended, or null. */
  @InjectManager()
  async findUnfinishedClaim(customerId: string, @MedusaContext() sharedContext: Context = {}): Promise<string | null> {
    assertStorable({ id: customerId });
    return await findUnfinishedClaim(connectionOf(managerOf(sharedContext)), customerId);
  }

  /** @returns null for a merge that was undone, or whose merged customer is live again. */
  @InjectManager()
  async findCustomerMerge(mergeId: string, @MedusaContext() sharedContext: Context = {}): Promise<OpenMerge | null> {
    assertStorable({ id: mergeId });
    return await findOpenMerge(connectionOf(managerOf(sharedContext)), mergeId);
  }

  /** @returns ids of merges that ended ten minutes to a day ago and were not looked at again, at most 100. */
  @InjectManager()
  async listUnsettledCustomerMerges(@MedusaContext() sharedContext: Context = {}): Promise<string[]> {
    return await listUnsettledMerges(connectionOf(managerOf(sharedContext)));
  }

  /** Notes that a merge that had ended was looked at again. */
  @InjectManager()
  async settleCustomerMerge(mergeId: string, @MedusaContext() sharedContext: Context = {}): Promise<void> {
    await this.settleCustomerMerge_(mergeId, sharedContext);
  }

  @InjectTransactionManager()
  protected async settleCustomerMerge_(mergeId: string, @MedusaContext() sharedContext: Context = {}): Promise<void> {
    await inTransaction(sharedContext, (transaction) => settleMerge(transaction, mergeId));
  }
}
