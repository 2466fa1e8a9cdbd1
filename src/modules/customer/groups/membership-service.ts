import type {
  Context,
  CustomerGroupCustomerDTO,
  FilterableCustomerGroupCustomerProps,
  FindConfig,
  GroupCustomerPair,
} from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { assertStorable } from "../database/assert-storable";
import { softDeleteRows } from "../database/delete-rows.sql";
import type { ModuleCore } from "../database/module-core";
import { CUSTOMER_GROUP_CUSTOMER } from "../database/tables";
import { type EachUpdate, updateEach } from "../database/update-each-row.sql";
import { explainListErrors } from "../listing/explain-list-errors";
import type { RowFilters } from "../listing/row-filters";
import { addMemberships } from "./add-memberships.sql";
import { removeMemberships } from "./remove-memberships.sql";
import { restoreMemberships } from "./restore-memberships.sql";

export type MembershipIdsOrFilters =
  | string
  | FilterableCustomerGroupCustomerProps
  | (string | FilterableCustomerGroupCustomerProps)[];

export type NewMembership = GroupCustomerPair & {
  created_by?: string | null;
  metadata?: Record<string, unknown> | null;
};

/** Methods of Medusa's generated service: memberships through the ORM. */
type OrmMemberships = {
  list(
    filters: FilterableCustomerGroupCustomerProps,
    config: FindConfig<CustomerGroupCustomerDTO>,
    context: Context,
  ): Promise<CustomerGroupCustomerDTO[]>;
  delete(ids: string[], context: Context): Promise<void>;
};

const CREATED = { action: "created", object: "customer_group_customer" } as const;
const UPDATED = { action: "updated", object: "customer_group_customer" } as const;
const DELETED = { action: "deleted", object: "customer_group_customer" } as const;

/**
 * Adds, updates, deletes and restores memberships.
 *
 * The contract has `add` and `remove` by pairs, and a list. Core's module also has the generated methods; here they keep
 * the rules of `add`.
 */
export class MembershipService {
  constructor(
    private readonly core: ModuleCore,
    private readonly filters: RowFilters,
    private readonly orm: OrmMemberships,
  ) {}

  async add(pairs: NewMembership[], sharedContext: Context = {}): Promise<{ id: string }[]> {
    assertStorable(pairs);
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const memberships = await addMemberships(transaction, pairs);
      const created = new Set(memberships.filter((membership) => membership.created).map(({ id }) => id));
      this.core.addRowEvents(context, CREATED, [...created]);
      return memberships.map(({ id }) => ({ id }));
    });
  }

  async remove(pairs: GroupCustomerPair[], sharedContext: Context = {}): Promise<void> {
    assertStorable(pairs);
    await this.core.transaction(sharedContext, async (transaction, context) => {
      this.core.addRowEvents(context, DELETED, await removeMemberships(transaction, pairs));
    });
  }

  async create(data: NewMembership[], sharedContext: Context = {}): Promise<CustomerGroupCustomerDTO[]> {
    return await this.core.transaction(sharedContext, async (_, context) => {
      const ids = (await this.add(data, context)).map(({ id }) => id);
      return await this.rowsOf(ids, context);
    });
  }

  async update(data: object[], sharedContext: Context = {}): Promise<CustomerGroupCustomerDTO[]> {
    assertStorable(data);
    assertSamePairs(data);
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const updates = new Map<string, EachUpdate>();
      for (const update of data) {
        const { selector, ...given }: { selector?: FilterableCustomerGroupCustomerProps } = update;
        const ids = selector && (await this.idsOf(selector, { withDeleted: false, all: true }, context));
        // as: an update without a selector has the id of its row.
        for (const id of ids ?? [(given as EachUpdate).id]) {
          updates.set(id, { ...updates.get(id), ...fieldsOf(update), id });
        }
      }
      const { rows, changedIds } = await updateEach(transaction, CUSTOMER_GROUP_CUSTOMER, [...updates.values()]);
      this.core.addRowEvents(context, UPDATED, changedIds);
      const ids = rows.map(({ id }) => id);
      return await this.rowsOf(ids, context);
    });
  }

  async delete(idsOrFilters: MembershipIdsOrFilters, sharedContext: Context = {}): Promise<void> {
    const context = this.core.withManager(sharedContext);
    const ids = await this.idsOf(idsOrFilters, { withDeleted: true }, context);
    await this.orm.delete(ids, context);
  }

  async softDelete(idsOrFilters: MembershipIdsOrFilters, sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const ids = await this.idsOf(idsOrFilters, { withDeleted: false }, context);
      const deleted = await softDeleteRows(transaction, CUSTOMER_GROUP_CUSTOMER, ids);
      this.core.addRowEvents(context, DELETED, deleted);
      return deleted;
    });
  }

  async restore(idsOrFilters: MembershipIdsOrFilters, sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const ids = await this.idsOf(idsOrFilters, { withDeleted: true }, context);
      return await restoreMemberships(transaction, ids);
    });
  }

  /** Reads memberships, in the order of these ids. */
  private async rowsOf(ids: string[], { transactionManager }: Context): Promise<CustomerGroupCustomerDTO[]> {
    // Without the row events of the context: Medusa's generated method would emit them before the commit.
    const rows = await this.orm.list({ id: ids }, { take: ids.length }, { transactionManager });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /**
   * Returns the ids that ids or filters name, without reading rows: a group may have a million members.
   *
   * @throws MedusaError (invalid_data) for a filter without a condition where `all` does not allow it.
   */
  private async idsOf(
    idsOrFilters: MembershipIdsOrFilters,
    config: { withDeleted: boolean; all?: boolean },
    context: Context,
  ): Promise<string[]> {
    const given = [idsOrFilters].flat();
    const filters = given.filter((one) => typeof one !== "string");
    const ids = await explainListErrors(this.core, { model: "CustomerGroupCustomer", filters, config: {} }, () =>
      this.filters.idsOf(CUSTOMER_GROUP_CUSTOMER, given, config, context),
    );
    return [...new Set(ids)];
  }
}

/**
 * Checks that updates change no pair.
 *
 * @throws MedusaError (invalid_data) for another customer or group: that is another membership.
 */
function assertSamePairs(data: readonly object[]): void {
  const updates = data.map(fieldsOf);
  for (const field of ["customer", "customer_id", "customer_group", "customer_group_id"]) {
    if (updates.some((fields) => fields[field] !== undefined)) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `The field "${field}" of a membership cannot be changed. Use removeCustomerFromGroup and addCustomerToGroup.`,
      );
    }
  }
}

/** Returns the fields that an update writes: of `{ id, ...fields }`, or of `{ selector, data }`. */
function fieldsOf(update: unknown): Record<string, unknown> {
  // as: any name can be read from an object; a value that is not an object has no fields.
  const fields = (typeof update === "object" && update !== null ? update : {}) as Record<string, unknown>;
  return "selector" in fields ? fieldsOf(fields.data) : fields;
}
