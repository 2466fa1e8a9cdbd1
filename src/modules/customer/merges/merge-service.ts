import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Context, CustomerDTO, FindConfig } from "@medusajs/framework/types";
import {
  EmitEvents,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaError,
} from "@medusajs/framework/utils";
import { CustomerMergedError, isErrorOf } from "../../../shared/errors";
import { assertStorable } from "../database/assert-storable";
import { inTransaction, type Transaction } from "../database/transaction";
import { connectionOf, managerOf } from "../listing/matching-ids.sql";
import type { ResolvedCustomersOptions } from "../options";
import { applyMerge, type MergeUndo } from "./apply-merge.sql";
import { findEmailHolder } from "./find-email-owner.sql";
import { isOfPair, type MergeBlocker, pairBlockers, refuseBlocked } from "./merge-blockers";
import { type MergePlan, type MergeRequest, planMerge } from "./merge-plan";
import { findLastClaim, findRedirects, type MergeKind } from "./merge-redirects.sql";
import { MergeRunFacade } from "./merge-run-service";
import { type MergePair, readPair } from "./read-pair.sql";
import { takeOverMerge } from "./take-over-merge.sql";
import { type UndoneMerge, undoMerge } from "./undo-merge.sql";

/** What a merge would do, and what stands in its way; no plan where one of the two is not there. */
export type CustomerMergePreview = { plan: MergePlan | null; blockers: MergeBlocker[] };

export type MergeCustomersInput = MergeRequest & {
  /** Who asked, kept with the redirect: an actor's id. */
  created_by?: string | null;
  /** `claim`: the guest of a registered customer. The same claim twice is no error: the standing one is answered. */
  kind?: MergeKind;
  /** Merges only while both have this email: what a claim was proven for. */
  expected_email?: string;
  /** Only takes up a merge of the two that was broken off; one that somebody moves, or that has ended, is answered. */
  resume?: boolean;
};

export type CustomerMerge = {
  id: string;
  survivor_id: string;
  merged_id: string;
  kind: MergeKind;
  /**
   * `new`: merged by this call. `resumed`: merged by an earlier one that was broken off before everything had moved.
   * `standing`: merged by an earlier call that has ended or still moves; nothing is left to do.
   */
  state: "new" | "resumed" | "standing";
  /** Whoever has it may move, end and undo the merge; null where that is somebody else. */
  run_id: string | null;
  /** The groups that the survivor joined by it. */
  joined_group_ids: string[];
  plan: MergePlan | null;
  /** For `undoCustomerMerge`. */
  undo: MergeUndo | null;
};

/** The part of the service that makes one customer of two. */
export abstract class CustomerMergeFacade extends MergeRunFacade {
  /** When guests join the account of their email; see the option. */
  get claimMode(): ResolvedCustomersOptions["claim"] {
    return this.options_.claim;
  }

  /**
   * As core's, and for a customer that was merged away the message tells where everything is now.
   *
   * @throws CustomerMergedError, or MedusaError (not_found)
   */
  @InjectManager()
  @EmitEvents()
  override async retrieveCustomer(
    customerId: string,
    config: FindConfig<CustomerDTO> = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerDTO> {
    try {
      return await super.retrieveCustomer(customerId, config, sharedContext);
    } catch (error) {
      const isMissing = isErrorOf(error, MedusaError.Types.NOT_FOUND);
      const into = isMissing ? await this.findMergedInto(customerId, sharedContext) : null;
      throw isMissing && into ? new CustomerMergedError(error.message, into) : error;
    }
  }

  /** @returns the id of the live customer that a merged one's things are with, through any chain; null for others. */
  @InjectManager()
  async findMergedInto(customerId: string, @MedusaContext() sharedContext: Context = {}): Promise<string | null> {
    if (typeof customerId !== "string") {
      return null;
    }
    assertStorable({ id: customerId });
    const redirects = await findRedirects(connectionOf(managerOf(sharedContext)), [customerId]);
    return redirects.get(customerId) ?? null;
  }

  /** @returns the id of the guest whose things a customer claimed last, or null. */
  @InjectManager()
  async findLastClaim(customerId: string, @MedusaContext() sharedContext: Context = {}): Promise<string | null> {
    assertStorable({ id: customerId });
    return await findLastClaim(connectionOf(managerOf(sharedContext)), customerId);
  }

  /**
   * What `mergeCustomers` would do now. Writes and locks nothing.
   *
   * @throws MedusaError (invalid_data) for a survivor or a field's choice that is neither of the two.
   */
  @InjectManager()
  async previewCustomerMerge(
    request: MergeRequest,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerMergePreview> {
    const ids = checkedIds(request);
    const connection = connectionOf(managerOf(sharedContext));
    const pair = await readPair(connection, ids, { lock: false });
    const blockers = pairBlockers(ids, pair.customers, pair.merges);
    const plan = await this.planOf(connection, pair, request);
    const takenBy = plan && (await findEmailHolder(connection, plan.customer, ids));
    return { plan, blockers: [...blockers, ...emailBlockers(plan, takenBy)] };
  }

  /**
   * What the merge does, the survivor's email in the store's spelling: when the other one goes, filters find the survivor
   * by it. Where a third customer has that spelling the email stays as it is, for the merge with that one.
   */
  private async planOf(connection: Knex, pair: MergePair, request: MergeRequest): Promise<MergePlan | null> {
    const { addresses, memberships } = pair;
    const [one, other] = pair.customers;
    if (pair.customers.length !== 2 || pair.customers.some(({ deleted_at }) => deleted_at !== null)) {
      return null;
    }
    const plan = planMerge({ customers: [one, other], addresses, memberships }, request);
    const { customer } = plan;
    const email = customer.email === null ? null : this.storedAs(customer.email);
    const isFree =
      email !== customer.email && !(await findEmailHolder(connection, { ...customer, email }, [one.id, other.id]));
    return isFree ? { ...plan, customer: { ...customer, email } } : plan;
  }

  private async plannedMerge(transaction: Transaction, pair: MergePair, input: MergeCustomersInput) {
    const ids = input.customer_ids;
    refuseBlocked(pairBlockers(ids, pair.customers, pair.merges));
    const plan = await this.planOf(transaction, pair, input);
    refuseBlocked(emailBlockers(plan, plan && (await findEmailHolder(transaction, plan.customer, ids))));
    if (input.expected_email !== undefined && pair.customers.some(({ email }) => email !== input.expected_email)) {
      const message = "One of the two has another email by now than the one that was proven.";
      refuseBlocked([{ code: "email_changed", message }]);
    }
    return plan;
  }

  /**
   * Makes one customer of two, in one transaction with both locked: fields, addresses, memberships; the other is deleted
   * and leads to the survivor from then on. Of many callers at once exactly one does it. The merge counts as in progress
   * until `completeCustomerMerge`.
   *
   * @throws MedusaError that says what stands in the way; nothing is written then.
   */
  @InjectManager()
  @EmitEvents()
  async mergeCustomers(
    input: MergeCustomersInput,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerMerge> {
    return await this.mergeCustomers_(input, sharedContext);
  }

  @InjectTransactionManager()
  protected async mergeCustomers_(
    input: MergeCustomersInput,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerMerge> {
    const ids = checkedIds(input);
    const { pair, earlier, plan } = await inTransaction(sharedContext, async (transaction) => {
      const locked = await readPair(transaction, ids, { lock: true });
      const standing = await standingMerge(transaction, locked, input);
      return {
        pair: locked,
        earlier: standing,
        plan: standing ? null : await this.plannedMerge(transaction, locked, input),
      };
    });
    if (earlier || !plan) {
      return earlier ?? refuseUnplanned();
    }
    const { kind = "merge", created_by = null } = input;
    const done = await inTransaction(sharedContext, (transaction) =>
      applyMerge(transaction, plan, { pair, kind, createdBy: created_by }),
    );
    const { undo } = done;
    this.emitRowEvents({ action: "updated", object: "customer" }, done.updatedCustomerIds, sharedContext);
    this.emitRowEvents({ action: "updated", object: "customer_address" }, done.updatedAddressIds, sharedContext);
    this.emitRowEvents({ action: "deleted", object: "customer" }, done.deletedCustomerIds, sharedContext);
    this.emitRowEvents({ action: "deleted", object: "customer_address" }, done.deletedAddressIds, sharedContext);
    this.emitRowEvents({ action: "created", object: "customer_group_customer" }, undo.membership_ids, sharedContext);
    const { survivor_id, merged_id } = plan;
    return {
      ...{ id: undo.merge_id, survivor_id, merged_id, kind, state: "new", run_id: undo.run_id, plan, undo },
      joined_group_ids: done.joinedGroupIds,
    };
  }

  /** Undoes `mergeCustomers` row for row, but for what others changed since. Twice does nothing more. */
  @InjectManager()
  @EmitEvents()
  async undoCustomerMerge(undo: MergeUndo, @MedusaContext() sharedContext: Context = {}): Promise<UndoneMerge> {
    return await this.undoCustomerMerge_(undo, sharedContext);
  }

  @InjectTransactionManager()
  protected async undoCustomerMerge_(
    undo: MergeUndo,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<UndoneMerge> {
    const done = await inTransaction(sharedContext, (transaction) => undoMerge(transaction, undo));
    this.emitRowEvents({ action: "updated", object: "customer" }, done.updatedCustomerIds, sharedContext);
    this.emitRowEvents({ action: "updated", object: "customer_address" }, done.updatedAddressIds, sharedContext);
    const ended = done.deletedMembershipIds;
    this.emitRowEvents({ action: "deleted", object: "customer_group_customer" }, ended, sharedContext);
    return done;
  }
}

function checkedIds({ customer_ids, survivor_id, fields }: MergeRequest): string[] {
  assertStorable({ customer_ids, survivor_id, fields });
  if (customer_ids.length !== 2) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "customer_ids" must hold two customer ids.');
  }
  return customer_ids;
}

function emailBlockers(plan: MergePlan | null, takenBy: string | null): MergeBlocker[] {
  if (!plan || takenBy === null) {
    return [];
  }
  const message =
    `The email that customer "${plan.survivor_id}" would have belongs to customer "${takenBy}". ` +
    'Choose the other email with "fields.email", or merge that customer first.';
  return [{ code: "email_taken", message }];
}

/** An earlier merge of these two into the same survivor: a claim's, or one that was broken off and is taken up. */
async function standingMerge(
  transaction: Transaction,
  pair: MergePair,
  { customer_ids, survivor_id, kind, resume = false }: MergeCustomersInput,
): Promise<CustomerMerge | null> {
  const row = pair.merges.find(
    (merge) =>
      !merge.is_void &&
      isOfPair(merge, customer_ids) &&
      (survivor_id === undefined || survivor_id === merge.survivor_id),
  );
  if (!row || !(row.stale || kind === "claim" || resume)) {
    return resume ? refuseResumption() : null;
  }
  const run_id = row.stale ? await takeOverMerge(transaction, row.id) : null;
  const { id, merged_id, joined_group_ids } = row;
  return {
    ...{ id, merged_id, survivor_id: row.survivor_id, kind: row.kind, joined_group_ids, plan: null, undo: null },
    ...{ run_id, state: run_id === null ? "standing" : "resumed" },
  };
}

function refuseResumption(): never {
  throw new MedusaError(
    MedusaError.Types.NOT_FOUND,
    "There is no merge of these two customers that could be taken up.",
  );
}

function refuseUnplanned(): never {
  throw new MedusaError(MedusaError.Types.NOT_FOUND, "One of the customers is not there.");
}
