import type { Row, Rows, Table } from "./customer-database";

export const DECOMPOSED = "ame\u0301lie@x.io";
export const COMPOSED = "am\u00e9lie@x.io";

/** Everything that core's module stores without a word, each in a row of its own. Ids sort by time, as core's do. */
export const ALLOWED_BY_CORE = `
  insert into customer (id, email, has_account, deleted_at, updated_at) values
    ('cus_01', 'Only@X.io',     true,  null, '2024-01-01Z'),
    ('cus_02', '  Blank@x.io ', false, null, '2024-01-01Z'),
    ('cus_03', '${DECOMPOSED}', true,  null, '2024-01-01Z'),
    ('cus_10', 'Ada@X.io',      true,  null, '2024-01-01Z'),
    ('cus_11', 'ADA@x.io',      true,  null, '2024-01-01Z'),
    ('cus_12', 'ada@X.IO',      false, null, '2024-01-01Z'),
    ('cus_13', 'aDa@x.io',      false, null, '2024-01-01Z'),
    ('cus_14', 'Ada@X.io',      true,  '2024-02-01Z', '2024-02-01Z'),
    ('cus_15', 'ADA@X.io',      true,  '2024-02-02Z', '2024-02-02Z'),
    ('cus_20', 'Bob@x.io',      true,  null, '2024-01-01Z'),
    ('cus_21', 'bob@x.io',      true,  null, '2024-01-01Z'),
    ('cus_22', 'BOB@x.io',      false, null, '2024-01-01Z'),
    ('cus_23', 'Cy@x.io',       true,  null, '2024-01-01Z'),
    ('cus_24', 'cy@x.io',       true,  '2024-02-01Z', '2024-02-01Z'),
    ('cus_30', 'same@x.io',     true,  null, '2024-01-01Z'),
    ('cus_31', 'same@x.io',     false, null, '2024-01-01Z'),
    ('cus_32', null,            false, null, '2024-01-01Z'),
    ('cus_33', null,            false, null, '2024-01-01Z'),
    ('cus_34', '',              true,  null, '2024-01-01Z'),
    ('cus_35', 'a@xn--bcher-kva.de', true, null, '2024-01-01Z'),
    ('cus_40', 'gone@x.io',     true,  '2024-02-01Z', '2024-02-01Z');
  insert into customer_address (id, customer_id, is_default_shipping, is_default_billing, deleted_at, updated_at) values
    ('cuaddr_1', 'cus_30', true,  false, '2024-02-01Z', '2024-02-01Z'),
    ('cuaddr_2', 'cus_30', false, true,  null, '2024-01-01Z'),
    ('cuaddr_3', 'cus_40', true,  true,  null, '2024-01-01Z'),
    ('cuaddr_4', 'cus_40', false, false, '2024-02-01Z', '2024-02-01Z');
  insert into customer_group (id, name, deleted_at, updated_at) values
    ('cusgroup_1', 'Gold', null, '2024-01-01Z'),
    ('cusgroup_2', 'Old', '2024-03-01 12:00:00.123456Z', '2024-03-01Z');
  insert into customer_group_customer (id, customer_id, customer_group_id, created_at, updated_at, deleted_at) values
    ('cusgc_01', 'cus_30', 'cusgroup_1', '2024-01-02Z', '2024-01-02Z', null),
    ('cusgc_02', 'cus_30', 'cusgroup_1', '2024-01-01Z', '2024-01-01Z', null),
    ('cusgc_03', 'cus_30', 'cusgroup_1', '2024-01-03Z', '2024-01-03Z', null),
    ('cusgc_04', 'cus_30', 'cusgroup_1', '2023-01-01Z', '2024-01-03Z', '2024-01-04Z'),
    ('cusgc_05', 'cus_30', 'cusgroup_1', '2023-01-01Z', '2024-01-03Z', '2024-01-05Z'),
    ('cusgc_06', 'cus_31', 'cusgroup_1', '2024-01-01Z', '2024-01-01Z', null),
    ('cusgc_07', 'cus_32', 'cusgroup_1', '2024-01-01Z', '2024-01-01Z', '2024-01-02Z'),
    ('cusgc_08', 'cus_30', 'cusgroup_2', '2024-01-01Z', '2024-01-01Z', null),
    ('cusgc_09', 'cus_31', 'cusgroup_2', '2024-01-01Z', '2024-01-01Z', '2024-02-01Z'),
    ('cusgc_10', 'cus_40', 'cusgroup_1', '2024-01-01Z', '2024-01-01Z', null),
    ('cusgc_11', 'cus_40', 'cusgroup_1', '2024-01-01Z', '2024-01-01Z', null),
    ('cusgc_12', 'cus_32', 'cusgroup_2', '2024-01-01Z', '2024-01-01Z', null),
    ('cusgc_13', 'cus_32', 'cusgroup_2', '2024-01-02Z', '2024-01-02Z', null);`;

/** Which columns of which rows a repair may change, and to what; every other column of every row stays. */
export type Changes = Partial<Record<Table, Record<string, Partial<Row>>>>;

export function applied(before: Rows, changes: Changes): Rows {
  const rowsOf = (table: Table) =>
    before[table].map((row) => ({
      ...row,
      ...changes[table]?.[row.id],
    }));
  return {
    customer: rowsOf("customer"),
    customer_address: rowsOf("customer_address"),
    customer_group: rowsOf("customer_group"),
    customer_group_customer: rowsOf("customer_group_customer"),
  };
}

/**
 * The rule. Of duplicate live memberships the first one made stays, the others are marked deleted, now. A live membership
 * of a deleted group is marked deleted with the group's time. Whether the customer is deleted plays no part.
 */
export const MEMBERSHIPS: Changes["customer_group_customer"] = {
  cusgc_01: { deleted_at: expect.any(String) },
  cusgc_03: { deleted_at: expect.any(String) },
  cusgc_08: { deleted_at: "2024-03-01T12:00:00.123456+00:00" },
  cusgc_11: { deleted_at: expect.any(String) },
  cusgc_12: { deleted_at: "2024-03-01T12:00:00.123456+00:00" },
  cusgc_13: { deleted_at: expect.any(String) },
};

/**
 * The rule. An email is rewritten in the one spelling. Among live customers of one kind a spelling goes to the row that
 * has it already, else to the first one made; the others keep theirs. Deleted customers are all rewritten.
 */
export const LOWERCASE: Changes["customer"] = {
  cus_01: { email: "only@x.io" },
  cus_02: { email: "blank@x.io" },
  cus_03: { email: COMPOSED },
  cus_10: { email: "ada@x.io" },
  cus_12: { email: "ada@x.io" },
  cus_14: { email: "ada@x.io" },
  cus_15: { email: "ada@x.io" },
  cus_22: { email: "bob@x.io" },
  cus_23: { email: "cy@x.io" },
  cus_34: { email: null },
  cus_35: { email: "a@bücher.de" },
};

export const LOWERCASE_DOMAIN: Changes["customer"] = {
  cus_01: { email: "Only@x.io" },
  cus_02: { email: "Blank@x.io" },
  cus_03: { email: COMPOSED },
  cus_10: { email: "Ada@x.io" },
  cus_12: { email: "ada@x.io" },
  cus_14: { email: "Ada@x.io" },
  cus_15: { email: "ADA@x.io" },
  cus_34: { email: null },
  cus_35: { email: "a@bücher.de" },
};

export const NONE: Changes["customer"] = {
  cus_02: { email: "Blank@x.io" },
  cus_03: { email: COMPOSED },
  cus_34: { email: null },
};
