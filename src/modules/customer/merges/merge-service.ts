import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Context } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { CustomerMergedError, isErrorOf } from "../../../shared/errors";
import { assertStorable } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import type { Transaction } from "../database/transaction";
import type { EmailService } from "../emails/email-service";
import type { ResolvedCustomersOptions } from "../options";
import { applyMerge, type MergeUndo } from "./apply-merge.sql";
import { assertNoUnfinishedMerge } from "./assert-no-unfinished-merge.sql";
import { checkReversible, type Reversibility } from "./check-reversible.sql";
import { findClaimants } from "./find-claimants.sql";
import { findEmailOwner } from "./find-email-owner.sql";
import { findExistingMerge } from "./find-existing-merge.sql";
import { findOpenMerge, findUnfinishedClaim, listUnfinishedMerges } from "./find-unfinished-merges.sql";
import { type ListedMerge, listMergedInto } from "./list-merged-into.sql";
import { assertNoBlockers, emailBlockers, pairBlockers } from "./merge-blockers";
import { type MergePlan, type MergeRequest, planMerge } from "./merge-plan";
import { completeMerge, heartbeatMerge, releaseMerge, reopenMerge } from "./merge-progress.sql";
import { findLastClaim, findRedirects, isAnyMerged } from "./merge-redirects.sql";
import type { MergeRun, OpenMerge } from "./merge-run.sql";
import { type MergePair, readPair } from "./read-pair.sql";
import { listMergesToRecheck, markMergeRechecked } from "./recheck-merges.sql";
import type { CustomerMerge, CustomerMergePreview, MergeCustomersInput } from "./types";
import { type UndoneMerge, undoMerge } from "./undo-merge.sql";

/**
 * Merges two customers into one, and leases each merge to the run that moves their rows.
 *
 * A run that has lost its lease can neither end nor undo the merge.
 */
export class MergeService {
  constructor(
    private readonly core: ModuleCore,
    private readonly emails: EmailService,
  ) {}

  /** Returns the option `claim`: when the account of an email claims its guest. */
  get claimMode(): ResolvedCustomersOptions["claim"] {
    return this.core.options.claim;
  }

  /** Plans a merge as `merge` would do it now. Writes and locks nothing. @throws MedusaError (invalid_data) for a wrong choice. */
  async preview(request: MergeRequest, sharedContext: Context = {}): Promise<CustomerMergePreview> {
    const ids = checkedIds(request);
    const connection = this.core.connection(sharedContext);
    return await this.planAndBlockers(connection, await readPair(connection, ids, { lock: false }), request);
  }

  /**
   * Merges fields, addresses and memberships of two customers, in one transaction that locks both.
   *
   * The merged customer is deleted and redirects to the survivor. Of concurrent callers exactly one merges. The merge is in
   * progress until `complete`.
   *
   * @throws MedusaError that names the blockers; nothing is written then.
   */
  async merge(input: MergeCustomersInput, sharedContext: Context = {}): Promise<CustomerMerge> {
    const ids = checkedIds(input);
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const pair = await readPair(transaction, ids, { lock: true });
      const existing = await findExistingMerge(transaction, pair, input);
      if (existing) {
        return existing;
      }
      const plan = await this.plannedMerge(transaction, pair, input);
      const { kind = "merge", created_by = null } = input;
      const done = await applyMerge(transaction, plan, { pair, kind, createdBy: created_by });
      const { undo } = done;
      this.addMergeEvents(context, done);
      this.core.addRowEvents(context, { action: "deleted", object: "customer" }, done.deletedCustomerIds);
      this.core.addRowEvents(context, { action: "deleted", object: "customer_address" }, done.deletedAddressIds);
      this.core.addRowEvents(context, { action: "created", object: "customer_group_customer" }, undo.membership_ids);
      const { survivor_id, merged_id } = plan;
      return {
        ...{ id: undo.merge_id, survivor_id, merged_id, kind, state: "new", run_id: undo.run_id, plan, undo },
        joined_group_ids: done.joinedGroupIds,
      };
    });
  }

  /** Undoes `merge` row for row, except columns that other writers have changed since. Idempotent. */
  async undo(undo: MergeUndo, sharedContext: Context = {}): Promise<UndoneMerge> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const done = await undoMerge(transaction, undo);
      this.addMergeEvents(context, done);
      const ended = done.deletedMembershipIds;
      this.core.addRowEvents(context, { action: "deleted", object: "customer_group_customer" }, ended);
      return done;
    });
  }

  /** Extends the lease of a run. @returns false when another run has the merge, or it has ended. */
  async heartbeat(run: MergeRun, sharedContext: Context = {}): Promise<boolean> {
    return (await this.core.transaction(sharedContext, (transaction) => heartbeatMerge(transaction, run))) !== null;
  }

  /** Marks a merge as ended. @returns false when another run has it, or it has ended already. */
  async complete(run: MergeRun, sharedContext: Context = {}): Promise<boolean> {
    return await this.core.transaction(sharedContext, (transaction) => completeMerge(transaction, run));
  }

  /** Undoes `complete`, unless another run has the merge. */
  async reopen(run: MergeRun, sharedContext: Context = {}): Promise<boolean> {
    return await this.core.transaction(sharedContext, (transaction) => reopenMerge(transaction, run));
  }

  /**
   * Checks whether the moved rows can be returned.
   *
   * They cannot when another customer has the merged customer's email: the merge is released then, and the run that takes it
   * over completes it.
   */
  async checkReversible(run: MergeRun, sharedContext: Context = {}): Promise<Reversibility> {
    return await this.core.transaction(sharedContext, (transaction) => checkReversible(transaction, run));
  }

  /** Releases a merge that this run can neither end nor undo; the job takes it over. */
  async release(run: MergeRun, sharedContext: Context = {}): Promise<boolean> {
    return await this.core.transaction(sharedContext, (transaction) => releaseMerge(transaction, run));
  }

  /** Marks a merge that had ended as checked once more. */
  async markRechecked(mergeId: string, sharedContext: Context = {}): Promise<void> {
    await this.core.transaction(sharedContext, (transaction) => markMergeRechecked(transaction, mergeId));
  }

  /** Returns ids of merges that ended ten minutes to a day ago and were not checked again, at most 100. */
  async listToRecheck(sharedContext: Context = {}): Promise<string[]> {
    return await listMergesToRecheck(this.core.connection(sharedContext));
  }

  /** Returns ids of merges that no run has and that are due to be taken over, at most 100. */
  async listUnfinished(sharedContext: Context = {}): Promise<string[]> {
    return await listUnfinishedMerges(this.core.connection(sharedContext));
  }

  /** Returns a merge; null for one that was undone, or whose merged customer is live again. */
  async find(mergeId: string, sharedContext: Context = {}): Promise<OpenMerge | null> {
    assertStorable({ id: mergeId });
    return await findOpenMerge(this.core.connection(sharedContext), mergeId);
  }

  /** Returns the id of the live survivor of a merged customer, through any chain; null for other customers. */
  async findSurvivor(customerId: string, sharedContext: Context = {}): Promise<string | null> {
    if (typeof customerId !== "string") {
      return null;
    }
    assertStorable({ id: customerId });
    const redirects = await findRedirects(this.core.connection(sharedContext), [customerId]);
    return redirects.get(customerId) ?? null;
  }

  /** Lists the customers who were merged into this one, the last one first: guests that it claimed, too. */
  async listMergedInto(
    customerId: string,
    page: { limit: number; offset: number },
    sharedContext: Context = {},
  ): Promise<{ merges: ListedMerge[]; count: number }> {
    assertStorable({ id: customerId });
    return await listMergedInto(this.core.connection(sharedContext), customerId, page);
  }

  /** Returns the id of the guest that a customer claimed last; null for one who claimed none. */
  async findLastClaim(customerId: string, sharedContext: Context = {}): Promise<string | null> {
    assertStorable({ id: customerId });
    return await findLastClaim(this.core.connection(sharedContext), customerId);
  }

  /** Returns which of the customers have something to claim: a guest of their email, or a claim that has not ended. */
  async findClaimants(customerIds: string[], sharedContext: Context = {}): Promise<string[]> {
    assertStorable({ ids: customerIds });
    return await findClaimants(this.core.connection(sharedContext), customerIds);
  }

  /** Returns the id of a claim of the customer that has not ended; null when there is none. */
  async findUnfinishedClaim(customerId: string, sharedContext: Context = {}): Promise<string | null> {
    assertStorable({ id: customerId });
    return await findUnfinishedClaim(this.core.connection(sharedContext), customerId);
  }

  /** Whether one of the customers was merged into another one. */
  async isAnyMerged(customerIds: string[], sharedContext: Context = {}): Promise<boolean> {
    assertStorable({ ids: customerIds });
    return await isAnyMerged(this.core.connection(sharedContext), customerIds);
  }

  /** @throws MedusaError (not_allowed) that names the merges, when one of the customers is in one that has not ended. */
  async assertNoneUnfinished(customerIds: string[], sharedContext: Context = {}): Promise<void> {
    assertStorable({ ids: customerIds });
    await assertNoUnfinishedMerge(this.core.connection(sharedContext), customerIds);
  }

  /** Returns the error of a customer that is not found; for a merged customer it names the survivor. */
  async explainMissing(customerId: string, error: unknown, sharedContext: Context = {}): Promise<unknown> {
    if (!isErrorOf(error, MedusaError.Types.NOT_FOUND)) {
      return error;
    }
    const survivor = await this.findSurvivor(customerId, sharedContext);
    return survivor ? new CustomerMergedError(error.message, survivor) : error;
  }

  /**
   * Plans the merge, with the survivor's email in the store's spelling, by which filters find the survivor.
   *
   * If a third customer has that spelling, the email stays as it is, for the merge with that customer.
   */
  private async planOf(connection: Knex, pair: MergePair, request: MergeRequest): Promise<MergePlan | null> {
    const { addresses, memberships } = pair;
    const [one, other] = pair.customers;
    if (pair.customers.length !== 2 || pair.customers.some(({ deleted_at }) => deleted_at !== null)) {
      return null;
    }
    const plan = planMerge({ customers: [one, other], addresses, memberships }, request);
    const { customer } = plan;
    const email = this.emails.spellingOf(customer.email);
    const isFree =
      email !== customer.email && !(await findEmailOwner(connection, { ...customer, email }, [one.id, other.id]));
    return isFree ? { ...plan, customer: { ...customer, email } } : plan;
  }

  /** Plans a merge, and says what stops it: for the preview and for the merge itself. */
  private async planAndBlockers(
    connection: Knex,
    pair: MergePair,
    request: MergeRequest,
  ): Promise<CustomerMergePreview> {
    const ids = request.customer_ids;
    const plan = await this.planOf(connection, pair, request);
    const takenBy = plan && (await findEmailOwner(connection, plan.customer, ids));
    const blockers = pairBlockers(ids, pair.customers, pair.merges);
    return { plan, blockers: [...blockers, ...emailBlockers(plan?.survivor_id, takenBy)] };
  }

  private async plannedMerge(
    transaction: Transaction,
    pair: MergePair,
    input: MergeCustomersInput,
  ): Promise<MergePlan> {
    const { plan, blockers } = await this.planAndBlockers(transaction, pair, input);
    assertNoBlockers(blockers);
    if (input.expected_email !== undefined && pair.customers.some(({ email }) => email !== input.expected_email)) {
      const message = "The email of one of the two customers has changed since it was verified.";
      assertNoBlockers([{ code: "email_changed", message }]);
    }
    if (!plan) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, "One of the customers does not exist.");
    }
    return plan;
  }

  private addMergeEvents(
    context: Context,
    { updatedCustomerIds, updatedAddressIds }: Pick<UndoneMerge, "updatedCustomerIds" | "updatedAddressIds">,
  ): void {
    this.core.addRowEvents(context, { action: "updated", object: "customer" }, updatedCustomerIds);
    this.core.addRowEvents(context, { action: "updated", object: "customer_address" }, updatedAddressIds);
  }
}

function checkedIds({ customer_ids, survivor_id, fields }: MergeRequest): string[] {
  assertStorable({ customer_ids, survivor_id, fields });
  if (customer_ids.length !== 2) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "customer_ids" must hold two customer ids.');
  }
  return customer_ids;
}
