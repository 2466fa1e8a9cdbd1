import { MetadataStorage } from "@medusajs/framework/mikro-orm/core";
import { model } from "@medusajs/framework/utils";
import { ADDRESS_FIELDS, CUSTOMER_FIELDS, type Fields } from "../../../src/modules/customer/fields";
import Customer from "../../../src/modules/customer/models/customer";
import CustomerAddress from "../../../src/modules/customer/models/customer-address";

/*
 * Adds columns that the plugin does not have to its table of columns and to its models. A spec imports this file before any
 * other of ours: lists of columns are made when a file is loaded. For the next spec our files are loaded again, and
 * MikroORM, which keeps the properties of models by their names, is put right by `forgetMadeUpColumns`.
 */

const CUSTOMER = {
  vat_number: {
    ...{ type: "text", sortable: true, file: 901, clearable: true, merge: "choose", searched: true },
    ...{ added: true, maxLength: 20 },
  },
  is_exempt: {
    ...{ type: "boolean", default: false, required: true, sortable: true, file: 902, reader: "mark", merge: "or" },
    added: true,
  },
} satisfies Fields;

const ADDRESS = { building: { type: "text", file: 901, clearable: true, postal: true, added: true } } satisfies Fields;

Object.assign(CUSTOMER_FIELDS, CUSTOMER);
Object.assign(ADDRESS_FIELDS, ADDRESS);
Object.assign(Customer.parse().schema, {
  vat_number: model.text().searchable().nullable(),
  is_exempt: model.boolean().default(false),
});
Object.assign(CustomerAddress.parse().schema, { building: model.text().nullable() });

/** What a migration would add. */
export const MADE_UP_COLUMNS = `
  alter table customer add column vat_number text, add column is_exempt boolean not null default false;
  alter table customer_import_row add column vat_number text, add column is_exempt boolean;
  alter table customer_address add column building text;
`;

/** For the `afterAll` of a spec that imports this file. */
export function forgetMadeUpColumns(): void {
  for (const { className, properties, hooks } of Object.values(MetadataStorage.getMetadata())) {
    const added = Object.keys({ Customer: CUSTOMER, CustomerAddress: ADDRESS }[className] ?? {});
    for (const name of added) {
      Reflect.deleteProperty(properties, name);
    }
    // Medusa names a hook after its column.
    for (const [event, names] of Object.entries(hooks)) {
      const kept = names.filter((hook) => !added.some((name) => String(hook).includes(name)));
      Object.assign(hooks, { [event]: kept });
    }
  }
}
