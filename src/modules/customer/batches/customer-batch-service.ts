import type { Context, CustomerDTO } from "@medusajs/framework/types";
import { acceptedValues } from "../database/accepted-values";
import { assertStorable } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import { restoreSnapshots } from "../database/restore-snapshots.sql";
import type { RestoredSnapshots } from "../database/snapshot-service";
import { CUSTOMER } from "../database/tables";
import type { RowSnapshot } from "../database/take-snapshot.sql";
import { updateEach } from "../database/update-each-row.sql";
import { assertChangedEmails } from "../emails/assert-changed-emails.sql";
import type { EmailService } from "../emails/email-service";
import { assertCustomersBatch, type CustomersBatch, type CustomerUpdate } from "./assert-customers-batch";
import { findExistingCustomers } from "./find-existing-customers.sql";
import { type CustomerUpsert, resolveUpserts, type UpsertPosition } from "./resolve-upserts";

/** A batch with its upserts sorted out; `upserted`: where each of them went, in their order. */
export type PlannedCustomersBatch = CustomersBatch & { upserted: UpsertPosition[] };

/** The customers of an update in the order given, and the ids of those that the update changed. */
export type UpdatedCustomers = { customers: CustomerDTO[]; changedIds: string[] };

/** Writes many customers in one call, each with fields of its own. */
export class CustomerBatchService {
  constructor(
    private readonly core: ModuleCore,
    private readonly emails: EmailService,
  ) {}

  /**
   * Updates customers, each with other fields, all or none and in one statement.
   *
   * @returns the customers in the order given.
   * @throws MedusaError (not_found) `Customer with id "x" not found`; (invalid_data) when an email is taken. Two updates of
   * one id, and an email that another of these updates gives up, are rejected by `plan`.
   */
  async updateEach(updates: CustomerUpdate[], sharedContext: Context = {}): Promise<CustomerDTO[]> {
    return (await this.updateEachAndCompare(updates, sharedContext)).customers;
  }

  /** As `updateEach`; returns which customers changed as well. */
  async updateEachAndCompare(updates: CustomerUpdate[], sharedContext: Context = {}): Promise<UpdatedCustomers> {
    assertStorable({ update: updates });
    const stored = updates.map((update) => this.emails.normalizeIn(update));
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      await assertChangedEmails(transaction, stored);
      const { rows, changedIds } = await updateEach(transaction, CUSTOMER, stored);
      this.core.addRowEvents(context, { action: "updated", object: "customer" }, changedIds);
      // as: a statement's columns are the model's, which no type can express.
      return { customers: rows as unknown[] as CustomerDTO[], changedIds };
    });
  }

  /** Undoes `updateEach` with these updates, as `snapshots.restoreCustomers` does. */
  async undoUpdates(
    snapshots: RowSnapshot[],
    updates: CustomerUpdate[],
    sharedContext: Context = {},
  ): Promise<RestoredSnapshots> {
    const written = new Map(updates.map(({ id, ...fields }) => [id, this.emails.normalizeIn(fields)]));
    const toRestore = snapshots.map((row) => ({ row, accepted: acceptedValues(row, written.get(row.id) ?? {}) }));
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const done = await restoreSnapshots(transaction, "customer", toRestore);
      this.core.addRowEvents(context, { action: "updated", object: "customer" }, done.restored);
      return done;
    });
  }

  /**
   * Decides which upserts of a batch are updates and which creations, and checks whether the batch can be done: ids that
   * exist, once each, and emails and external ids that are free and asked for once. One statement reads all. Writes
   * nothing and locks nothing; it is there to name the item and the field.
   *
   * @throws MedusaError (not_found, invalid_data) `The field "create.3.email" belongs to cus_x already.`
   */
  async plan(
    { upsert = [], ...batch }: CustomersBatch & { upsert?: CustomerUpsert[] },
    sharedContext: Context = {},
  ): Promise<PlannedCustomersBatch> {
    assertStorable({ ...batch, upsert });
    const stored = {
      create: batch.create.map((customer, index) => this.emails.normalizeIn(customer, `create.${index}.email`)),
      update: batch.update.map((customer, index) => this.emails.normalizeIn(customer, `update.${index}.email`)),
      delete: batch.delete,
    };
    const upserts = upsert.map((customer, index) => this.emails.normalizeIn(customer, `upsert.${index}.email`));
    const existing = await findExistingCustomers(this.core.connection(sharedContext), {
      ids: [...stored.update, ...upserts].flatMap(({ id }) => id ?? []),
      keys: [...stored.create, ...stored.update, ...upserts],
    });
    const sorted = resolveUpserts(stored, upserts, existing);
    assertCustomersBatch(sorted.batch, existing, sorted.names);
    return { ...sorted.batch, upserted: sorted.places };
  }
}
