import type { Context, FilterableCustomerProps, GroupCustomerPair } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { notFoundError } from "../../../shared/errors";
import { assertStorable } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import { assertLiveCustomers } from "../groups/assert-live-customers.sql";
import { changeMemberships } from "../groups/change-memberships.sql";
import { lockGroup } from "../groups/lock-group.sql";
import { type MembershipChange, undoMembershipChange } from "../groups/undo-membership-change.sql";
import { explainFilterErrors } from "../listing/explain-filter-errors";
import type { ListingService } from "../listing/listing-service";
import type { RowFilters } from "../listing/row-filters";
import {
  addMatchingCustomers,
  createBatchId,
  type MatchingCustomers,
  NO_CUSTOMERS,
} from "./add-matching-customers.sql";
import { assertNarrowFilter } from "./assert-narrow-filter";
import { deleteOldMembershipBatches } from "./delete-old-membership-batches.sql";
import {
  findGroupChange,
  type GroupChange,
  listGroupChanges,
  type NewGroupChange,
  recordGroupChange,
} from "./group-changes.sql";
import { listMembershipBatch, type MembershipBatchRow } from "./list-membership-batch.sql";
import { removeMatchingCustomers } from "./remove-matching-customers.sql";
import { type ReversedBatch, reverseMembershipBatch } from "./reverse-membership-batch.sql";
import { type UndoneRound, undoMembershipBatch } from "./undo-membership-batch.sql";

/** Rows per emit: the events of these rows are created, emitted and released before the next rows are read. */
const ROWS_PER_EMIT = 10_000;

const CREATED = { action: "created", object: "customer_group_customer" } as const;
const DELETED = { action: "deleted", object: "customer_group_customer" } as const;

/** Customers by id, or by the filters of `listCustomers`. */
export type CustomerChoice = { ids?: string[]; filter?: FilterableCustomerProps };

type GroupMembershipsChange = {
  groupId: string;
  add?: CustomerChoice;
  remove?: CustomerChoice;
  /** The id of the user. */
  createdBy?: string;
};

/** The numbers of added and removed customers, and the id by which the change is listed and undone. */
type GroupMembershipsChanged = { batchId: string; added: number; removed: number };

/** Changes the memberships of a whole group by ids or filters, and undoes such a change. */
export class MembershipBatchService {
  constructor(
    private readonly core: ModuleCore,
    private readonly filters: RowFilters,
    private readonly listing: ListingService,
  ) {}

  /**
   * Adds customers to a group and removes others, in one transaction.
   *
   * The number of statements is constant, and ids stay in the database. Both sides are evaluated on the memberships before
   * the change; a customer on both sides is not a member afterwards. It does not join a caller's transaction: the module's
   * events are emitted in parts after its own commit.
   *
   * @throws MedusaError (not_found) when the group or one of the ids to add does not exist; (invalid_data) for a filter
   * that matches every customer, or that cannot be evaluated. Nothing is changed then.
   */
  async change(change: GroupMembershipsChange, sharedContext: Context = {}): Promise<GroupMembershipsChanged> {
    const done = await explainFilterErrors(() => this.write(change, sharedContext));
    await this.emitParts(done.batchId, sharedContext);
    return done;
  }

  /** Lists the changes of a group by `change` and `reverse` in the last 30 days, the last one first. */
  async listChanges(
    page: { groupId: string; limit: number; offset: number },
    sharedContext: Context = {},
  ): Promise<{ changes: GroupChange[]; count: number }> {
    return await listGroupChanges(this.core.connection(sharedContext), page);
  }

  /**
   * Reverses a listed change by another change, which can be undone and reversed itself. Memberships come back as they were.
   *
   * As `change` it does not join a caller's transaction. Of concurrent callers exactly one reverses.
   *
   * @returns also how many customers it skipped, because other changes or a deletion came in between.
   * @throws MedusaError (not_found) for an unknown group or change; (not_allowed) when it is undone already.
   */
  async reverse(
    { groupId, changeId, createdBy }: { groupId: string; changeId: string; createdBy?: string },
    sharedContext: Context = {},
  ): Promise<{ batchId: string } & ReversedBatch> {
    assertStorable({ groupId, changeId });
    const batchId = createBatchId();
    const reversed = await this.core.transaction(sharedContext, async (transaction) => {
      await lockGroup(transaction, groupId);
      const change = await findGroupChange(transaction, { groupId, changeId });
      assertNotUndone(change, changeId);
      const done = await reverseMembershipBatch(transaction, { undoes: changeId, batchId });
      const { added, removed } = done;
      const record = { id: batchId, groupId, added, removed, undoes: changeId, created_by: createdBy ?? null };
      await recordGroupChange(transaction, record);
      return done;
    });
    await this.emitParts(batchId, sharedContext);
    return { batchId, ...reversed };
  }

  private async write(
    { groupId, add, remove, createdBy }: GroupMembershipsChange,
    sharedContext: Context,
  ): Promise<GroupMembershipsChanged> {
    assertStorable({ groupId, add, remove });
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const toAdd = await this.matchesOf(add, "add.filter", context);
      const toRemove = await this.matchesOf(remove, "remove.filter", context);
      const batchId = createBatchId();
      await lockGroup(transaction, groupId);
      if (add?.ids) {
        await assertLiveCustomers(transaction, add.ids);
      }
      const change = { batchId, groupId, toAdd, toRemove };
      const added = add ? await addMatchingCustomers(transaction, change) : 0;
      const removed = remove ? await removeMatchingCustomers(transaction, change) : 0;
      if (added || removed) {
        const record: NewGroupChange = {
          id: batchId,
          groupId,
          added,
          removed,
          undoes: null,
          created_by: createdBy ?? null,
        };
        await recordGroupChange(transaction, record);
      }
      return { batchId, added, removed };
    });
  }

  /**
   * Deletes the records of changes that are older than 30 days, the oldest first. @returns the number of rows: at most
   * 10,000.
   */
  async deleteOld(sharedContext: Context = {}): Promise<number> {
    return await this.core.transaction(sharedContext, (transaction) =>
      deleteOldMembershipBatches(transaction, Date.now()),
    );
  }

  /** Lists the memberships that `change` changed, a page at a time in the order of their ids; none after the undo. */
  async list(
    page: { batchId: string; after: string; limit: number },
    sharedContext: Context = {},
  ): Promise<MembershipBatchRow[]> {
    return await listMembershipBatch(this.core.connection(sharedContext), page);
  }

  /**
   * Undoes `change` row for row, in rounds. Idempotent, also after an undo that stopped half way.
   *
   * @returns customers whose membership was not restored: they joined again meanwhile, or were deleted for good.
   */
  async undo(batchId: string, sharedContext: Context = {}): Promise<string[]> {
    const notRestored: string[] = [];
    for (let more = true; more; ) {
      const round = await this.undoRound(batchId, { eventGroupId: sharedContext.eventGroupId });
      notRestored.push(...round.notRestored);
      more = round.more;
    }
    return notRestored;
  }

  private async undoRound(batchId: string, sharedContext: Context): Promise<UndoneRound> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const round = await undoMembershipBatch(transaction, batchId);
      this.core.addRowEvents(context, DELETED, round.deletedIds);
      this.core.addRowEvents(context, CREATED, round.restoredIds);
      return round;
    });
  }

  /** Emits the module's events of a batch, in parts. */
  private async emitParts(batchId: string, { eventGroupId }: Context): Promise<void> {
    let after: string | null = "";
    while (after !== null) {
      after = await this.emitPart(batchId, after, { eventGroupId });
    }
  }

  /** Emits the module's events of one part of a batch. @returns the position of the next part; null at the end. */
  private async emitPart(batchId: string, after: string, sharedContext: Context): Promise<string | null> {
    return await this.core.emitting(sharedContext, async (context) => {
      const rows = await this.list({ batchId, after, limit: ROWS_PER_EMIT }, context);
      const idsOf = (added: boolean) => rows.filter((row) => row.added === added).map((row) => row.membership_id);
      this.core.addRowEvents(context, CREATED, idsOf(true));
      this.core.addRowEvents(context, DELETED, idsOf(false));
      return rows.length === ROWS_PER_EMIT ? (rows.at(-1)?.membership_id ?? null) : null;
    });
  }

  /**
   * Adds and removes memberships by pairs in one transaction, all or none.
   *
   * @returns the change, for events and `undoPairs`.
   * @throws MedusaError (not_found) when a customer or a live group to add does not exist.
   */
  async changePairs(
    { add, remove }: { add: GroupCustomerPair[]; remove: GroupCustomerPair[] },
    sharedContext: Context = {},
  ): Promise<MembershipChange> {
    assertStorable({ add, remove });
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const { change, endedIds } = await changeMemberships(transaction, { add, remove });
      this.core.addRowEvents(context, CREATED, change.createdIds);
      this.core.addRowEvents(context, DELETED, endedIds);
      return change;
    });
  }

  /**
   * Undoes `changePairs` row for row; a pair that another writer has added again stays. Idempotent.
   *
   * @returns the ids that were restored, and those that could not be, because their customer or group is deleted.
   */
  async undoPairs(
    change: Pick<MembershipChange, "createdIds" | "removed">,
    sharedContext: Context = {},
  ): Promise<{ restored: string[]; notRestored: string[] }> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const undone = await undoMembershipChange(transaction, change);
      this.core.addRowEvents(context, DELETED, undone.deletedIds);
      this.core.addRowEvents(context, CREATED, undone.restoredIds);
      return { restored: undone.restoredIds, notRestored: undone.notRestoredIds };
    });
  }

  private async matchesOf(
    choice: CustomerChoice | undefined,
    field: string,
    sharedContext: Context,
  ): Promise<MatchingCustomers> {
    if (!choice) {
      return NO_CUSTOMERS;
    }
    if (choice.ids) {
      return { sql: "select distinct unnest(?::text[]) as id", bindings: [choice.ids] };
    }
    const filter = choice.filter ?? {};
    assertNarrowFilter(filter, field);
    const { matches } = await this.listing.match(this.filters.prepare(filter), {}, sharedContext);
    const { sql, bindings } = matches.toSQL();
    return { sql, bindings };
  }
}

/** @throws MedusaError when the change does not exist, or another change has undone it. */
function assertNotUndone(change: GroupChange | undefined, id: string): asserts change {
  if (!change) {
    throw notFoundError("Change of the group", id);
  }
  if (change.undone_by !== null) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `The change ${id} is undone already, by the change ${change.undone_by}. Undo that one to repeat it.`,
    );
  }
}
