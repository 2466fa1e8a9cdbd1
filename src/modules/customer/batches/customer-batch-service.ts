import type { Context, CustomerDTO } from "@medusajs/framework/types";
import { EmitEvents, InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils";
import { withoutUndefined } from "../../../shared/without-undefined";
import { acceptedValues } from "../database/accepted-values";
import { assertLength, assertStorable, EMAIL_MAX_LENGTH } from "../database/assert-storable";
import { restoreSnapshots } from "../database/restore-snapshots.sql";
import { CUSTOMER } from "../database/tables";
import type { RowSnapshot } from "../database/take-snapshot.sql";
import { inTransaction } from "../database/transaction";
import { updateEach } from "../database/update-each-row.sql";
import { assertEmails } from "../emails/assert-emails.sql";
import { normalizeEmail } from "../emails/normalize-email";
import { connectionOf, managerOf } from "../listing/matching-ids.sql";
import { assertBatch, type CustomersBatch, type CustomerUpdate } from "./customers-batch";
import { type CustomerUpsert, sortUpserts, type UpsertPlace } from "./customers-upsert";
import { findStanding } from "./find-existing-customers.sql";
import { GroupBatchFacade } from "./group-batch-service";

/** A batch with its upserts sorted out; `upserted`: where each of them went, in their order. */
export type PlannedCustomersBatch = CustomersBatch & { upserted: UpsertPlace[] };

/** The customers of an update in the order given, and the ids of those that the update changed. */
export type UpdatedCustomers = { customers: CustomerDTO[]; changedIds: string[] };

/** The part of the service that writes many customers, each with fields of its own. */
export abstract class CustomerBatchFacade extends GroupBatchFacade {
  /**
   * As `updateCustomers`, with other fields for each customer, all or none and in one statement.
   *
   * @returns the customers in the order given.
   * @throws MedusaError (not_found) `Customer with id "x" not found`; (invalid_data) when an email is taken. Two updates of
   * one id, and an email that another of these updates gives up, are refused by `planCustomersBatch`.
   */
  @InjectManager()
  @EmitEvents()
  async updateEachCustomer(
    updates: CustomerUpdate[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerDTO[]> {
    return (await this.updateEachCustomer_(updates, sharedContext)).customers;
  }

  /** As `updateEachCustomer`; returns which customers changed as well. */
  @InjectManager()
  @EmitEvents()
  async updateEachCustomerAndCompare(
    updates: CustomerUpdate[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<UpdatedCustomers> {
    return await this.updateEachCustomer_(updates, sharedContext);
  }

  @InjectTransactionManager()
  protected async updateEachCustomer_(
    updates: CustomerUpdate[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<UpdatedCustomers> {
    assertStorable({ update: updates });
    const stored = updates.map((update) => this.storedEmail(update));
    const { rows, changedIds } = await inTransaction(sharedContext, async (transaction) => {
      await assertEmails(transaction, stored);
      return await updateEach(transaction, CUSTOMER, stored);
    });
    this.emitRowEvents({ action: "updated", object: "customer" }, changedIds, sharedContext);
    // as: a statement's columns are the model's, which no type can tell.
    return { customers: rows as unknown[] as CustomerDTO[], changedIds };
  }

  /** As `restoreCustomerSnapshots`, after `updateEachCustomer` with these updates. */
  @InjectManager()
  @EmitEvents()
  async restoreUpdatedCustomers(
    snapshots: RowSnapshot[],
    updates: CustomerUpdate[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ restored: string[]; refused: string[] }> {
    return await this.restoreUpdatedCustomers_(snapshots, updates, sharedContext);
  }

  @InjectTransactionManager()
  protected async restoreUpdatedCustomers_(
    snapshots: RowSnapshot[],
    updates: CustomerUpdate[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ restored: string[]; refused: string[] }> {
    const written = new Map(updates.map(({ id, ...fields }) => [id, this.storedEmail(fields)]));
    const toRestore = snapshots.map((row) => ({ row, accepted: acceptedValues(row, written.get(row.id) ?? {}) }));
    const done = await inTransaction(sharedContext, (transaction) =>
      restoreSnapshots(transaction, "customer", toRestore),
    );
    this.emitRowEvents({ action: "updated", object: "customer" }, done.restored, sharedContext);
    return done;
  }

  /**
   * Sorts out which upserts of a batch are updates and which creations, and looks whether the batch can be done: ids that
   * exist, once each, and emails and external ids that are free and asked for once. One statement reads all. Writes
   * nothing and promises nothing; it is there to name the item and the field.
   *
   * @throws MedusaError (not_found, invalid_data) `The field "create.3.email" belongs to cus_x already.`
   */
  @InjectManager()
  async planCustomersBatch(
    { upsert = [], ...batch }: CustomersBatch & { upsert?: CustomerUpsert[] },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<PlannedCustomersBatch> {
    assertStorable({ ...batch, upsert });
    const stored = {
      create: batch.create.map((customer, index) => this.storedEmail(customer, `create.${index}.email`)),
      update: batch.update.map((customer, index) => this.storedEmail(customer, `update.${index}.email`)),
      delete: batch.delete,
    };
    const upserts = upsert.map((customer, index) => this.storedEmail(customer, `upsert.${index}.email`));
    const standing = await findStanding(connectionOf(managerOf(sharedContext)), {
      ids: [...stored.update, ...upserts].flatMap(({ id }) => id ?? []),
      keys: [...stored.create, ...stored.update, ...upserts],
    });
    const sorted = sortUpserts(stored, upserts, standing);
    assertBatch(sorted.batch, standing, sorted.names);
    return { ...sorted.batch, upserted: sorted.places };
  }

  /** The fields that were given, the email as it is stored. Whether it is one is for the caller to ask. */
  protected storedEmail<Fields extends { email?: string | null }>(fields: Fields, field = "email"): Fields {
    const given = withoutUndefined(fields);
    assertStorable(given);
    if (given.email === undefined) {
      return given;
    }
    const email = normalizeEmail(given.email, this.options_.email_normalization);
    assertLength(email, field, EMAIL_MAX_LENGTH);
    return { ...given, email };
  }
}
