import type { Context, FilterableCustomerProps } from "@medusajs/framework/types";
import { EmitEvents, InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils";
import { assertStorable } from "../database/assert-storable";
import { inTransaction } from "../database/transaction";
import { assertLiveCustomers } from "../groups/assert-live-customers.sql";
import { lockGroup } from "../groups/lock-group.sql";
import { CustomerListFacade } from "../listing/listing-service";
import { evaluatingFilter } from "../listing/map-filter-error";
import { connectionOf, managerOf } from "../listing/matching-ids.sql";
import { addChosen, type ChosenCustomers, createBatchId, NOBODY } from "./add-matching-customers.sql";
import { assertNarrowFilter } from "./assert-narrow-filter";
import { forgetOldBatches } from "./delete-old-membership-batches.sql";
import { type BatchRow, listBatch } from "./list-membership-batch.sql";
import { removeChosen } from "./remove-matching-customers.sql";
import { type UndoneRound, undoBatch } from "./undo-membership-batch.sql";

/** Memberships told of at once: their events are made, sent and forgotten before the next ones are read. */
const TOLD_AT_ONCE = 10_000;

/** Customers by id, or by the filters of `listCustomers`. */
export type CustomerChoice = { ids?: string[]; filter?: FilterableCustomerProps };

export type GroupMembershipsChange = { groupId: string; add?: CustomerChoice; remove?: CustomerChoice };

/** How many customers came and went, and the id by which the change is listed and undone. */
export type GroupMembershipsChanged = { batchId: string; added: number; removed: number };

/** The part of the service that changes the memberships of a whole group. */
export abstract class GroupBatchFacade extends CustomerListFacade {
  /**
   * Adds customers to a group and ends the memberships of others, by ids or by filter, in one transaction and a constant
   * number of statements: ids stay in the database whatever their number. Both sides are chosen from what was there
   * before; a customer that both choose is no member afterwards. Not part of a caller's transaction: the module's events
   * are sent, a part at a time, once this one's has committed.
   *
   * @throws MedusaError (not_found) when the group or one of the ids to add does not exist; (invalid_data) for a filter
   * that would name everybody, or cannot be evaluated. Nothing is changed then.
   */
  @InjectManager()
  async changeGroupMemberships(
    change: GroupMembershipsChange,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<GroupMembershipsChanged> {
    const done = await evaluatingFilter(() => this.changeGroupMemberships_(change, sharedContext));
    let after: string | null = "";
    while (after !== null) {
      after = await this.tellMembershipBatch(done.batchId, after, { eventGroupId: sharedContext.eventGroupId });
    }
    return done;
  }

  @InjectTransactionManager()
  protected async changeGroupMemberships_(
    { groupId, add, remove }: GroupMembershipsChange,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<GroupMembershipsChanged> {
    assertStorable({ groupId, add, remove });
    const coming = await this.chosen(add, "add.filter", sharedContext);
    const leaving = await this.chosen(remove, "remove.filter", sharedContext);
    const batchId = createBatchId();
    return await inTransaction(sharedContext, async (transaction) => {
      await lockGroup(transaction, groupId);
      if (add?.ids) {
        await assertLiveCustomers(transaction, add.ids);
      }
      const change = { batchId, groupId, coming, leaving };
      const added = add ? await addChosen(transaction, change) : 0;
      const removed = remove ? await removeChosen(transaction, change) : 0;
      return { batchId, added, removed };
    });
  }

  /** Forgets what changes of groups noted more than 30 days ago, the oldest first. @returns how many rows: at most 10,000. */
  @InjectManager()
  async forgetMembershipBatches(@MedusaContext() sharedContext: Context = {}): Promise<number> {
    return await this.forgetMembershipBatches_(sharedContext);
  }

  @InjectTransactionManager()
  protected async forgetMembershipBatches_(@MedusaContext() sharedContext: Context = {}): Promise<number> {
    return await inTransaction(sharedContext, (transaction) => forgetOldBatches(transaction, Date.now()));
  }

  /** What `changeGroupMemberships` did, a page at a time in the order of membership ids; empty once it is undone. */
  @InjectManager()
  async listMembershipBatch(
    page: { batchId: string; after: string; limit: number },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<BatchRow[]> {
    return await listBatch(connectionOf(managerOf(sharedContext)), page);
  }

  /**
   * Undoes `changeGroupMemberships`, row for row, in rounds; may be called again, also after it stopped half way.
   *
   * @returns customers whose membership did not come back: they joined again meanwhile, or are gone for good.
   */
  @InjectManager()
  async undoGroupMemberships(batchId: string, @MedusaContext() sharedContext: Context = {}): Promise<string[]> {
    const refused: string[] = [];
    for (let more = true; more; ) {
      const round = await this.undoMembershipRound(batchId, { eventGroupId: sharedContext.eventGroupId });
      refused.push(...round.refused);
      more = round.more;
    }
    return refused;
  }

  @InjectManager()
  @EmitEvents()
  protected async undoMembershipRound(
    batchId: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<UndoneRound> {
    return await this.undoMembershipRound_(batchId, sharedContext);
  }

  @InjectTransactionManager()
  protected async undoMembershipRound_(
    batchId: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<UndoneRound> {
    const round = await inTransaction(sharedContext, (transaction) => undoBatch(transaction, batchId));
    this.emitRowEvents({ action: "deleted", object: "customer_group_customer" }, round.deletedIds, sharedContext);
    this.emitRowEvents({ action: "created", object: "customer_group_customer" }, round.restoredIds, sharedContext);
    return round;
  }

  /** Sends the module's events of one part of a batch. @returns where to go on, null at the end. */
  @InjectManager()
  @EmitEvents()
  protected async tellMembershipBatch(
    batchId: string,
    after: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string | null> {
    const connection = connectionOf(managerOf(sharedContext));
    const rows = await listBatch(connection, { batchId, after, limit: TOLD_AT_ONCE });
    const idsOf = (added: boolean) => rows.filter((row) => row.added === added).map((row) => row.membership_id);
    this.emitRowEvents({ action: "created", object: "customer_group_customer" }, idsOf(true), sharedContext);
    this.emitRowEvents({ action: "deleted", object: "customer_group_customer" }, idsOf(false), sharedContext);
    return rows.length === TOLD_AT_ONCE ? (rows.at(-1)?.membership_id ?? null) : null;
  }

  private async chosen(
    choice: CustomerChoice | undefined,
    field: string,
    sharedContext: Context,
  ): Promise<ChosenCustomers> {
    if (!choice) {
      return NOBODY;
    }
    if (choice.ids) {
      return { sql: "select distinct unnest(?::text[]) as id", bindings: [choice.ids] };
    }
    const filter = choice.filter ?? {};
    assertNarrowFilter(filter, field);
    const { matches } = await this.match(this.prepareFilters(filter), {}, sharedContext);
    const { sql, bindings } = matches.toSQL();
    return { sql, bindings };
  }
}
