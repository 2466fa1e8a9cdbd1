import type {
  Context,
  CreateCustomerGroupDTO,
  CustomerGroupDTO,
  CustomerGroupUpdatableFields,
  FilterableCustomerGroupProps,
} from "@medusajs/framework/types";
import { withoutUndefined } from "../../../shared/without-undefined";
import { assertLength, assertStorable, GROUP_NAME_MAX_LENGTH } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import type { RowWriter } from "../database/row-writer";
import { CUSTOMER_GROUP } from "../database/tables";
import type { RowFilters } from "../listing/row-filters";
import { restoreGroups } from "./restore-groups.sql";
import { softDeleteGroups } from "./soft-delete-groups.sql";

/** Rows as the contract has them. as: a statement's columns are the model's, which no type can express. */
const asGroups = (rows: unknown[]): CustomerGroupDTO[] => rows as CustomerGroupDTO[];

/** Creates, updates, deletes and restores groups. */
export class GroupService {
  constructor(
    private readonly core: ModuleCore,
    private readonly filters: RowFilters,
    private readonly rows: RowWriter,
  ) {}

  async create(data: CreateCustomerGroupDTO[], sharedContext: Context = {}): Promise<CustomerGroupDTO[]> {
    data.forEach(assertGroup);
    const rows = await this.rows.insert(CUSTOMER_GROUP, data, sharedContext);
    return asGroups(rows.map((row) => ({ ...row, customers: [] })));
  }

  async update(
    idsOrSelector: string | string[] | FilterableCustomerGroupProps,
    data: CustomerGroupUpdatableFields,
    sharedContext: Context = {},
  ): Promise<CustomerGroupDTO[]> {
    assertGroup(data);
    const fields = withoutUndefined(data);
    return asGroups(await this.rows.update(CUSTOMER_GROUP, { idsOrSelector, fields }, sharedContext));
  }

  async softDelete(idsOrFilters: string[], sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const ids = await this.filters.idsOf(CUSTOMER_GROUP, idsOrFilters, { withDeleted: false }, context);
      const deleted = await softDeleteGroups(transaction, ids);
      this.core.addRowEvents(context, { action: "deleted", object: "customer_group" }, deleted);
      return deleted;
    });
  }

  async restore(idsOrFilters: string[], sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const ids = await this.filters.idsOf(CUSTOMER_GROUP, idsOrFilters, { withDeleted: true }, context);
      return await restoreGroups(transaction, ids);
    });
  }
}

function assertGroup(group: CustomerGroupUpdatableFields = {}): void {
  assertStorable(group);
  assertLength(group.name, "name", GROUP_NAME_MAX_LENGTH);
}
