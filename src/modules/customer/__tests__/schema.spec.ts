import { readdirSync } from "node:fs";
import { join } from "node:path";
import {
  CORE,
  catalogue,
  describeSchemas,
  OURS,
  OWN_TABLES,
  withoutOwnTables,
} from "../../../../integration-tests/helpers/databases/schema-database";
import { LAST_OF_CORE } from "../database/prepare-core-tables.sql";
import { ADDRESS_FIELDS, CUSTOMER_FIELDS, type Field } from "../fields";
import Customer from "../models/customer";
import CustomerAddress from "../models/customer-address";
import CustomerGroup from "../models/customer-group";
import CustomerGroupCustomer from "../models/customer-group-customer";

const MODELS = [CustomerAddress, Customer, CustomerGroup, CustomerGroupCustomer];

/** What the migrations add to core's tables and no model names: what statements read, and what keeps rows single. */
const OWN_COLUMNS = {
  "customer.search_text": "text",
  "customer_address.import_fingerprint": "text",
  "customer_address.import_slot": "text",
  "customer_group_customer.unique_membership": "boolean",
};
const OWN_INDEXES: Record<string, RegExp> = {
  IDX_customer_address_person_key: /\(customers_address_key\(first_name, last_name, postal_code, address_1\)\) WHERE/,
  IDX_customer_created_at_id: /\(created_at, id\) WHERE \(deleted_at IS NULL\)$/,
  IDX_customer_deleted_id: /\(id\) WHERE \(deleted_at IS NOT NULL\)$/,
  IDX_customer_deleted_email: /\(email\) WHERE \(\(deleted_at IS NOT NULL\) AND \(email IS NOT NULL\)\)$/,
  IDX_customer_deleted_external_id:
    /\(external_id\) WHERE \(\(deleted_at IS NOT NULL\) AND \(external_id IS NOT NULL\)\)$/,
  IDX_customer_email_spelling: /\(lower\(btrim\(email\)\), id\) WHERE/,
  IDX_customer_first_name_id: /\("left"\(first_name, 200\), id\) WHERE \(deleted_at IS NULL\)$/,
  IDX_customer_group_customer_deleted_group: /\(customer_group_id\) WHERE \(deleted_at IS NOT NULL\)$/,
  IDX_customer_group_customer_members: /\(customer_group_id, customer_id\) WHERE \(deleted_at IS NULL\)$/,
  IDX_customer_group_customer_unique_membership: /^CREATE UNIQUE INDEX .*unique_membership AND/,
  IDX_customer_last_name_id: /\("left"\(last_name, 200\), id\) WHERE \(deleted_at IS NULL\)$/,
  IDX_customer_live_id: /\(id\) WHERE \(deleted_at IS NULL\)$/,
  IDX_customer_phone_key: /\(customers_phone_key\(phone\)\) WHERE/,
  IDX_customer_updated_at_id: /\(updated_at, id\) WHERE \(deleted_at IS NULL\)$/,
};

/** What the migrations add and the models name too. */
const ADDED_COLUMNS = Object.fromEntries(
  Object.entries({ customer: CUSTOMER_FIELDS, customer_address: ADDRESS_FIELDS }).flatMap(([table, fields]) =>
    Object.entries<Field>(fields)
      .filter(([, { added }]) => added)
      .map(([name, field]) => [`${table}.${name}`, definitionOf(field)]),
  ),
);

function definitionOf({ type, required, default: value }: Field): string {
  const parts = [type, required && "not null", value !== undefined && `default ${value}`];
  return parts.filter(Boolean).join(" ");
}
const ADDED_INDEXES = {
  IDX_customer_external_id_unique: /^CREATE UNIQUE INDEX .*\(external_id\) WHERE \(deleted_at IS NULL\)$/,
};

const migrationNames = (folder: string): string[] =>
  readdirSync(join(folder, "migrations"))
    .filter((file) => /^Migration\w+\.(ts|js)$/.test(file))
    .map((file) => file.replace(/\.(ts|js)$/, ""))
    .sort();

describeSchemas("the schema that the migrations make", ({ open, migrated, empty }) => {
  it("is the schema of the models, but for what core's migrations and models do not agree on", async () => {
    const orm = await migrated(OURS, MODELS);
    const fromMigrations = withoutOwnTables(await catalogue(orm));
    const update = await orm.getSchemaGenerator().getUpdateSchemaSQL({ wrap: false });
    await orm.em.getConnection().execute("drop schema public cascade; create schema public;");
    await orm.getSchemaGenerator().createSchema();
    const fromModels = await catalogue(orm);

    // A many-to-many with an entity for its table: MikroORM leaves that table's foreign keys out.
    const foreignKeys = [
      "customer_group_customer_customer_group_id_foreign",
      "customer_group_customer_customer_id_foreign",
    ];
    // Partial by the models, on all rows by core's migrations, as the cascades of a real deletion need them.
    const wholeIndexes = ["IDX_customer_address_customer_id", "IDX_customer_group_customer_customer_id"];

    // The mark is written by SQL and read by an index alone: models, whose fields Medusa shows, do not have it.
    expect(update.trim().split(/;\s*/).filter(Boolean).sort()).toEqual(
      [
        ...foreignKeys.map((name) => `alter table "customer_group_customer" drop constraint "${name}"`),
        ...Object.keys(OWN_INDEXES).map((name) => `drop index "${name}"`),
        'alter table "customer_group_customer" drop column "unique_membership"',
        'alter table "customer" drop column "search_text"',
        'alter table "customer_address" drop column "import_slot", drop column "import_fingerprint"',
        ...OWN_TABLES.map((name) => `drop table if exists "${name}" cascade`),
      ].sort(),
    );
    for (const column of Object.keys(OWN_COLUMNS)) {
      delete fromMigrations.columns[column];
    }
    for (const name of Object.keys(OWN_INDEXES)) {
      expect(fromMigrations.indexes).toHaveProperty(name);
      delete fromMigrations.indexes[name];
    }
    for (const name of foreignKeys) {
      expect(fromMigrations.constraints).toHaveProperty(name);
      delete fromMigrations.constraints[name];
    }
    for (const name of wholeIndexes) {
      fromMigrations.indexes[name] += " WHERE (deleted_at IS NULL)";
    }
    expect(fromMigrations).toEqual(fromModels);
  });

  it("is core's, but for default-address indexes on live rows only and what the migrations add", async () => {
    const core = await catalogue(await migrated(CORE));
    await empty();
    const ours = withoutOwnTables(await catalogue(await migrated(OURS)));

    expect(Object.keys(core.columns).length).toBeGreaterThan(30);
    const expected = { ...core, indexes: { ...core.indexes } };
    for (const purpose of ["billing", "shipping"]) {
      const name = `IDX_customer_address_unique_customer_${purpose}`;
      expect(core.indexes[name]).toContain(`WHERE (is_default_${purpose} = true)`);
      expected.indexes[name] = core.indexes[name].replace(
        `(is_default_${purpose} = true)`,
        `((is_default_${purpose} = true) AND (deleted_at IS NULL))`,
      );
    }
    Object.assign(expected.columns, OWN_COLUMNS, ADDED_COLUMNS);
    for (const [name, definition] of Object.entries({ ...OWN_INDEXES, ...ADDED_INDEXES })) {
      expected.indexes[name] = expect.stringMatching(definition);
    }
    expect(ours).toEqual(expected);
  });

  it("has the table of email changes: one that waits a customer, known by the hash of its token", async () => {
    const { columns, indexes, constraints } = await catalogue(await migrated(OURS));
    const table = "customer_email_change";

    const own = Object.keys(columns).filter((name) => name.startsWith(`${table}.`));
    expect(own.map((name) => name.replace(`${table}.`, "")).sort()).toEqual([
      ...["approval_token_hash", "approved_at", "completed_at", "created_at", "customer_id", "expires_at", "id"],
      ...["new_email", "old_email", "password_fingerprint", "requested_by", "state", "token_hash", "updated_at"],
    ]);
    expect(indexes[`IDX_${table}_one_pending`]).toMatch(/^CREATE UNIQUE .*\(customer_id\) WHERE .*'pending'/);
    expect(indexes[`IDX_${table}_token_hash`]).toMatch(/^CREATE UNIQUE .*\(token_hash\)$/);
    expect(indexes[`IDX_${table}_pending_expires_at`]).toMatch(/\(expires_at\) WHERE .*'pending'/);
    expect(indexes[`IDX_${table}_unfinished`]).toMatch(/\(updated_at, id\) WHERE .*'confirmed'.*completed_at IS NULL/);
    expect(constraints[`${table}_customer_id_foreign`]).toMatch(/REFERENCES customer\(id\) .* ON DELETE CASCADE$/);
  });

  it("has the table of invitations: one that is open a customer, known by the hash of its token", async () => {
    const { columns, indexes, constraints } = await catalogue(await migrated(OURS));
    const table = "customer_invitation";

    const own = Object.keys(columns).filter((name) => name.startsWith(`${table}.`));
    expect(own.map((name) => name.replace(`${table}.`, "")).sort()).toEqual([
      ...["created_at", "created_by", "customer_id", "email", "expires_at", "id", "import_id", "sent_at", "state"],
      ...["token_hash", "updated_at"],
    ]);
    expect(indexes[`IDX_${table}_one_open`]).toMatch(
      /^CREATE UNIQUE .*\(customer_id\) WHERE .*'held'.*'waiting'.*'announced'.*'sent'/,
    );
    expect(indexes[`IDX_${table}_token_hash`]).toMatch(/^CREATE UNIQUE .*\(token_hash\) WHERE/);
    expect(indexes[`IDX_${table}_waiting`]).toMatch(/\(id\) WHERE .*'waiting'/);
    expect(indexes[`IDX_${table}_sent_expires_at`]).toMatch(/\(expires_at\) WHERE .*'announced'.*'sent'/);
    expect(indexes[`IDX_${table}_state`]).toMatch(/\(state, id\)$/);
    expect(indexes[`IDX_${table}_import_id`]).toMatch(/\(import_id, id\) WHERE \(import_id IS NOT NULL\)$/);
    expect(constraints[`${table}_state_check`]).toMatch(/'held'.*'announced'.*NOT VALID$/);
    expect(constraints[`${table}_customer_id_foreign`]).toMatch(/REFERENCES customer\(id\) .* ON DELETE CASCADE$/);
  });

  it("has the table of merges: each customer merged away once, found from both ends", async () => {
    const { columns, indexes } = await catalogue(await migrated(OURS));

    expect(Object.keys(columns).filter((name) => name.startsWith("customer_merge."))).toHaveLength(12);
    expect(indexes.IDX_customer_merge_merged_id).toMatch(/^CREATE UNIQUE INDEX .*\(merged_id\)$/);
    expect(indexes.IDX_customer_merge_survivor_id).toMatch(/\(survivor_id\)$/);
  });

  it("comes from core's migrations under core's names, and then from our own", async () => {
    const core = migrationNames(CORE);

    expect(core).toContain(LAST_OF_CORE);
    expect(migrationNames(OURS)).toEqual(expect.arrayContaining(core));
    // Medusa keeps one list of all modules' migrations by bare name: a plain name could be another module's.
    for (const own of migrationNames(OURS).filter((name) => !core.includes(name))) {
      expect(own).toMatch(/^Migration\d{14}Customers[A-Z]\w+$/);
      expect(own > LAST_OF_CORE).toBe(true);
    }
  });

  it("is the same when core's database becomes ours: only our own migrations run, and core then finds none to run", async () => {
    const fresh = await catalogue(await migrated(OURS));
    await empty();

    await migrated(CORE);
    const orm = await open(OURS);
    const done = await orm.getMigrator().up();

    expect(done.map(({ name }) => name)).toEqual(
      migrationNames(OURS).filter((name) => !migrationNames(CORE).includes(name)),
    );
    expect(await catalogue(orm)).toEqual(fresh);
    expect(await (await open(CORE)).getMigrator().getPendingMigrations()).toEqual([]);
  });

  it("can be taken back migration by migration to nothing, and made again the same", async () => {
    const orm = await migrated(OURS);
    const before = await catalogue(orm);
    const migrator = orm.getMigrator();

    for (const _ of migrationNames(OURS)) {
      expect(await migrator.down()).toHaveLength(1);
    }
    expect(await catalogue(orm)).toEqual({ columns: {}, indexes: {}, constraints: {} });
    await migrator.up();

    expect(await catalogue(orm)).toEqual(before);
  });

  it("each migration undone and done again leaves the same", async () => {
    const orm = await open(OURS);
    const migrator = orm.getMigrator();

    for (const name of migrationNames(OURS)) {
      await migrator.up({ migrations: [name] });
      const before = await catalogue(orm);
      await migrator.down({ migrations: [name] });
      await migrator.up({ migrations: [name] });
      expect({ name, ...(await catalogue(orm)) }).toEqual({ name, ...before });
    }
  });

  it("stands when every migration runs once more over it", async () => {
    const orm = await migrated(OURS);
    const before = await catalogue(orm);

    await orm.em.getConnection().execute("delete from mikro_orm_migrations");
    await orm.getMigrator().up();

    expect(await catalogue(orm)).toEqual(before);
  });

  it("a kept database of an earlier build gets `completed_at`: confirmed changes of email count as complete", async () => {
    const orm = await migrated(OURS);
    const added = "Migration20261201040000CustomersCompletedEmailChanges";
    const whole = await catalogue(orm);
    await orm.getMigrator().down({ migrations: [added] });
    await orm.em.getConnection().execute(`
      insert into customer (id) values ('cus_1');
      insert into customer_email_change (id, customer_id, new_email, state, requested_by, token_hash, expires_at, updated_at)
        select 'cusech_' || state, 'cus_1', 'new@x.io', state, 'admin', state, now(), '2026-01-01Z'
        from unnest(array['confirmed', 'pending', 'expired']) state;`);

    await orm.getMigrator().up({ migrations: [added] });

    const rows: { state: string; completed_at: Date | null }[] = await orm.em
      .getConnection()
      .execute("select state, completed_at from customer_email_change order by state");
    expect(
      rows.map(({ state, completed_at }) => [state, completed_at && new Date(completed_at).toISOString()]),
    ).toEqual([
      ["confirmed", "2026-01-01T00:00:00.000Z"],
      ["expired", null],
      ["pending", null],
    ]);
    expect(await catalogue(orm)).toEqual(whole);
  });

  it("going back to core's rule keeps all addresses: of several defaults only the live one keeps its mark", async () => {
    const orm = await migrated(OURS);
    await orm.em.getConnection().execute(`
      insert into customer (id) values ('cus_1'), ('cus_2');
      insert into customer_address (id, customer_id, is_default_shipping, deleted_at) values
        ('live', 'cus_1', true, null), ('old', 'cus_1', true, '2026-01-01'), ('older', 'cus_1', true, '2025-01-01'),
        ('alone', 'cus_2', true, '2026-01-01'), ('plain', 'cus_2', false, null);`);

    await orm.getMigrator().down({ migrations: ["Migration20261130120000CustomersCoreTables"] });

    const rows: { id: string; is_default_shipping: boolean }[] = await orm.em
      .getConnection()
      .execute("select id, is_default_shipping from customer_address order by id");
    expect(rows.map((row) => [row.id, row.is_default_shipping])).toEqual([
      ["alone", true],
      ["live", true],
      ["old", false],
      ["older", false],
      ["plain", false],
    ]);
  });
});
