import type {
  Context,
  CreateCustomerDTO,
  CustomerDTO,
  CustomerUpdatableFields,
  FilterableCustomerProps,
} from "@medusajs/framework/types";
import type { AddressService } from "../addresses/address-service";
import type { LinkedIds } from "../database/linkable-keys";
import type { ModuleCore } from "../database/module-core";
import type { RowWriter } from "../database/row-writer";
import { CUSTOMER } from "../database/tables";
import { assertChangedEmails } from "../emails/assert-changed-emails.sql";
import type { EmailService } from "../emails/email-service";
import { assertEmail, readEmail } from "../emails/read-email";
import type { RowFilters } from "../listing/row-filters";
import { restoreCustomers } from "./restore-customers.sql";
import { type DeletedCustomers, softDeleteCustomers } from "./soft-delete-customers.sql";

/** Rows as the contract has them. as: a statement's columns are the model's, which no type can express. */
const asCustomers = (rows: unknown[]): CustomerDTO[] => rows as CustomerDTO[];

/** The services that this one needs. */
type Parts = { filters: RowFilters; rows: RowWriter; addresses: AddressService; emails: EmailService };

/** Creates, updates, deletes and restores customers; the listing service lists them. */
export class CustomerService {
  constructor(
    private readonly core: ModuleCore,
    private readonly parts: Parts,
  ) {}

  async create(data: CreateCustomerDTO[], sharedContext: Context = {}): Promise<CustomerDTO[]> {
    const stored = data.map((customer) => this.parts.emails.normalizeIn(customer));
    stored.forEach(({ email }) => {
      assertEmail(email);
    });
    if (data.length === 1 && !data[0].addresses?.length) {
      const rows = await this.parts.rows.insert(CUSTOMER, stored, sharedContext);
      return asCustomers(rows.map((row) => ({ ...row, groups: [], addresses: [] })));
    }
    return await this.core.transaction(sharedContext, async (_, context) => {
      const rows = await this.parts.rows.insert(CUSTOMER, stored, context);
      const drafts = data.flatMap((customer, index) =>
        (customer.addresses ?? []).map((address) => ({ ...address, customer_id: rows[index].id })),
      );
      const addresses = await this.parts.addresses.insert(drafts, context);
      const customers = asCustomers(rows.map((row) => ({ ...row, groups: [], addresses: [] })));
      const byId = new Map(customers.map((customer) => [customer.id, customer]));
      for (const address of addresses) {
        byId.get(address.customer_id)?.addresses.push(address);
      }
      return customers;
    });
  }

  async update(
    idsOrSelector: string | string[] | FilterableCustomerProps,
    data: CustomerUpdatableFields,
    sharedContext: Context = {},
  ): Promise<CustomerDTO[]> {
    const fields = this.parts.emails.normalizeIn(data);
    if (typeof fields.email !== "string" || readEmail(fields.email) !== null) {
      return asCustomers(await this.parts.rows.update(CUSTOMER, { idsOrSelector, fields }, sharedContext));
    }
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const options = { withDeleted: false, all: true };
      const ids = await this.parts.filters.idsOf(CUSTOMER, idsOrSelector, options, context);
      const updates = ids.map((id) => ({ id, email: fields.email }));
      await assertChangedEmails(transaction, updates);
      return asCustomers(await this.parts.rows.update(CUSTOMER, { idsOrSelector, fields }, context));
    });
  }

  async softDelete(idsOrFilters: string[], sharedContext: Context = {}): Promise<LinkedIds> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const ids = await this.parts.filters.idsOf(CUSTOMER, idsOrFilters, { withDeleted: false }, context);
      const deleted = await softDeleteCustomers(transaction, ids);
      this.core.addRowEvents(context, { action: "deleted", object: "customer" }, deleted.customerIds);
      this.core.addRowEvents(context, { action: "deleted", object: "customer_address" }, deleted.addressIds);
      return linksOf(deleted);
    });
  }

  async restore(idsOrFilters: string[], sharedContext: Context = {}): Promise<LinkedIds> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const ids = await this.parts.filters.idsOf(CUSTOMER, idsOrFilters, { withDeleted: true }, context);
      return linksOf(await restoreCustomers(transaction, ids, (email) => this.parts.emails.spellingOf(email)));
    });
  }
}

function linksOf({ customerIds, addressIds }: DeletedCustomers): LinkedIds {
  return { customer_id: customerIds, customer_address_id: addressIds };
}
