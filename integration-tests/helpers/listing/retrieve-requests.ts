import fc from "fast-check";
import { reading } from "./requests";
import { idsOf } from "./rows";
import { TABLES, type Table } from "./table-requests";

/** A row by its id, as the methods take it. */
export type RetrieveRequest = { method: string; id: string; config: Record<string, unknown> };

const withDeleted = fc.boolean();

const RETRIEVED: Record<Table["name"], { method: string; table: string }> = {
  CustomerAddresses: { method: "retrieveCustomerAddress", table: "customer_address" },
  CustomerGroups: { method: "retrieveCustomerGroup", table: "customer_group" },
  CustomerGroupCustomers: { method: "retrieveCustomerGroupCustomer", table: "customer_group_customer" },
};

const ofCustomers: fc.Arbitrary<RetrieveRequest> = fc.record({
  method: fc.constant("retrieveCustomer"),
  id: fc.constantFrom(...idsOf("customer")),
  config: fc.record({ ...reading, withDeleted }, { requiredKeys: [] }),
});

function ofTable({ name, fields, relations }: Table): fc.Arbitrary<RetrieveRequest> {
  const { method, table } = RETRIEVED[name];
  return fc.record({
    method: fc.constant(method),
    id: fc.constantFrom(...idsOf(table)),
    config: fc.record(
      {
        select: fc.uniqueArray(fc.constantFrom(...fields), { maxLength: 4 }),
        relations: fc.uniqueArray(fc.constantFrom(...relations), { maxLength: 2 }),
        withDeleted,
      },
      { requiredKeys: [] },
    ),
  });
}

/** A row of any table, read by its id. */
export const retrieveRequest: fc.Arbitrary<RetrieveRequest> = fc.oneof(
  { weight: 3, arbitrary: ofCustomers },
  ...TABLES.map((table) => ({ weight: 1, arbitrary: ofTable(table) })),
);
