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
import { findMergedCustomers } from "./find-merged-customers.sql";
import { type CustomerUpsert, resolveUpserts, type UpsertPosition } from "./resolve-upserts";

/** A batch whose upserts are creations and updates now; `upserted`: the position of each upsert, in their order. */
type PlannedCustomersBatch = CustomersBatch & { upserted: UpsertPosition[] };

/** The updated customers in the order given, and the ids of those that changed. */
type UpdatedCustomers = { customers: CustomerDTO[]; changedIds: string[] };

/** Writes many customers in one call, each with its own fields. */
export class CustomerBatchService {
  constructor(
    private readonly core: ModuleCore,
    private readonly emails: EmailService,
  ) {}

  /**
   * Updates customers, each with its own fields, all or none and in one statement.
   *
   * @returns the customers in the order given.
   * @throws MedusaError (not_found) `Customer with id "x" not found`; (invalid_data) when an email is taken. `plan` rejects
   * two updates of one id, and an email that another update of the same call releases.
   */
  async updateEach(updates: CustomerUpdate[], sharedContext: Context = {}): Promise<CustomerDTO[]> {
    return (await this.updateEachAndCompare(updates, sharedContext)).customers;
  }

  /** As `updateEach`; also returns the ids of the customers that changed. */
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
   * Sorts upserts into updates and creations, and checks whether the batch can be written.
   *
   * Ids must exist and occur once; emails and external ids must be free and occur once. One statement reads all of them, one more the
   * merged customers that upserts name. It writes nothing and locks nothing; it exists to name the wrong item and field.
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
    const connection = this.core.connection(sharedContext);
    const existing = await findExistingCustomers(connection, {
      ids: [...stored.update, ...upserts].flatMap(({ id }) => id ?? []),
      keys: [...stored.create, ...stored.update, ...upserts],
    });
    const merged = await findMergedCustomers(connection, upserts);
    const resolved = resolveUpserts(stored, upserts, { existing, merged });
    assertCustomersBatch(resolved.batch, existing, resolved.names);
    return { ...resolved.batch, upserted: resolved.places };
  }
}
