import type { Logger } from "@medusajs/framework/types";
import { createMedusaContainer } from "@medusajs/framework/utils";
import { useCustomerDatabase } from "../../../../../integration-tests/helpers/databases/customer-database";
import { databaseUrl } from "../../../../../integration-tests/helpers/databases/databases";
import { migrateOurSchema, migrateOurs } from "../../../../../integration-tests/helpers/databases/migrations";
import { withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { runOurModule } from "../../../../../integration-tests/helpers/modules/running-module";
import { runMigrations } from "../../database/run-migrations";
import { isSearchReady, prepareSearch } from "../prepare-search.sql";

const ROLE = `customers_limited_${process.env.JEST_WORKER_ID ?? 1}`;
const PASSWORD = "limited";

const WARNING =
  "Fast customer search needs PostgreSQL extensions that this database does not have and this role may not create. " +
  "Ask your database administrator to run, in this database: CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; " +
  "Then run db:migrate again. Until then customers are searched as core's module searches them.";

describe("preparing search", () => {
  const database = useCustomerDatabase("search");
  const url = () => databaseUrl(database.name);
  const prepare = (clientUrl = url()) => withModuleConnection(clientUrl, prepareSearch);
  const ready = () => withModuleConnection(url(), isSearchReady);

  const insert = (from: number, to: number) =>
    database.run(`
      insert into customer (id, first_name, phone)
      select 'cus_' || lpad(n::text, 8, '0'), 'Zoë ' || n, '+31 ' || n from generate_series(${from}, ${to}) n`);

  const texts = async () => {
    const rows = await database.sql<{ search_text: string | null }>("select search_text from customer order by id");
    return rows.map(({ search_text }) => search_text);
  };

  const indexOid = () => database.sql(`select '"IDX_customer_search_text"'::regclass::oid as oid`);

  /** The emails that a word finds, through a service that starts now. */
  async function found(q: string): Promise<(string | null)[]> {
    const { service, stop } = await runOurModule({ database: database.name });
    try {
      const [customers, count] = await service.listAndCountCustomers({ q }, { order: { first_name: "ASC" } });
      expect(customers).toHaveLength(count);
      return customers.map(({ first_name }) => first_name);
    } finally {
      await stop();
    }
  }

  it("gives the rows that were there before their search text, however many rounds it takes", async () => {
    await migrateOurSchema(database.name);
    await insert(1, 20_005);
    expect(await ready()).toBe(false);

    expect(await prepare()).toEqual({ ready: true, missingExtensions: [] });

    expect(await ready()).toBe(true);
    const stored = await texts();
    expect(stored[0]).toMatch(/^ +zoe 1 +\+31 1 311$/);
    expect(stored).toHaveLength(20_005);
    expect(stored.filter((text) => !text?.includes("zoe"))).toEqual([]);
    expect(await found("zoe 20005")).toEqual(["Zoë 20005"]);
  });

  it("changes nothing the second time", async () => {
    await migrateOurSchema(database.name);
    await insert(1, 10);
    await prepare();
    const before = [await database.rows(), await indexOid(), await database.schema()];

    expect(await prepare()).toEqual({ ready: true, missingExtensions: [] });

    expect([await database.rows(), await indexOid(), await database.schema()]).toEqual(before);
  });

  it("goes on where it was stopped: fills what is empty, makes the index that is missing", async () => {
    await migrateOurSchema(database.name);
    await insert(1, 10);
    await prepare();
    const whole = await texts();
    await database.run(`
      drop index "IDX_customer_search_text";
      update customer set search_text = null where id > 'cus_00000004';`);
    expect(await ready()).toBe(false);
    expect(await found("Zoë 7")).toEqual(["Zoë 7"]);

    await prepare();

    expect(await ready()).toBe(true);
    expect(await texts()).toEqual(whole);
    expect(await found("zoe 7")).toEqual(["Zoë 7"]);
  });

  it("writes every text again when other columns are searched than before", async () => {
    await migrateOurSchema(database.name);
    await insert(1, 10);
    await prepare();
    const [whole, schema] = [await texts(), await database.schema()];
    await database.run(`
      drop trigger "customers_search_text" on customer;
      drop function customers_search_text;
      create function customers_search_text(first_name text) returns text language sql immutable
        return customers_fold(' ' || coalesce(first_name, ''));
      create or replace function customers_keep_search_text() returns trigger language plpgsql as $$
        begin new.search_text := customers_search_text(new.first_name); return new; end $$;
      create trigger "customers_search_text" before insert or update of first_name on customer
        for each row execute function customers_keep_search_text();
      update customer set search_text = customers_search_text(first_name);`);
    expect(await found("3110")).toEqual([]);

    await prepare();

    expect(await ready()).toBe(true);
    expect([await texts(), await database.schema()]).toEqual([whole, schema]);
    expect(await found("3110")).toEqual(["Zoë 10"]);
    expect(await database.sql("select from pg_proc where proname = 'customers_search_text'")).toHaveLength(1);
  });

  it("is not ready with an index that a stopped build has left, and makes a new one", async () => {
    await migrateOurSchema(database.name);
    await prepare();
    await database.run(`
      update pg_index set indisvalid = false where indexrelid = '"IDX_customer_search_text"'::regclass`);
    expect(await ready()).toBe(false);

    await prepare();

    expect(await ready()).toBe(true);
  });

  it("fills rows that core wrote while the plugin was out and its trigger gone", async () => {
    await migrateOurs(database.name);
    await database.run(`drop trigger "customers_search_text" on customer; drop index "IDX_customer_search_text";`);
    await insert(1, 3);
    expect(await texts()).toEqual([null, null, null]);

    await migrateOurs(database.name);

    expect(await found("zoe")).toEqual(["Zoë 1", "Zoë 2", "Zoë 3"]);
    await insert(4, 4);
    expect(await found("zoe 4")).toEqual(["Zoë 4"]);
  });

  describe("by a role that may not create extensions", () => {
    const limitedUrl = () => {
      const limited = new URL(url());
      limited.username = ROLE;
      limited.password = PASSWORD;
      return limited.href;
    };

    /** What `medusa db:migrate` says when it runs as that role. */
    async function migrateAsLimited(): Promise<string[]> {
      const warnings: string[] = [];
      const silent = () => {};
      // as: a migration says nothing by the other methods.
      const logger = { info: silent, error: silent, warn: (line: string) => warnings.push(line) } as unknown as Logger;
      const options = { database: { clientUrl: limitedUrl() } };
      await runMigrations({ container: createMedusaContainer(), options, logger });
      return warnings;
    }

    beforeEach(async () => {
      await database.run(`
        create role "${ROLE}" login password '${PASSWORD}';
        grant usage, create on schema public to "${ROLE}";`);
    });

    afterEach(async () => {
      await database.run(`drop owned by "${ROLE}" cascade; drop role "${ROLE}";`);
    });

    it("migrates all the rest, and the warning names the statements for the database administrator", async () => {
      expect(await migrateAsLimited()).toEqual([WARNING]);

      expect(await prepare(limitedUrl())).toEqual({ ready: false, missingExtensions: ["pg_trgm", "unaccent"] });
      expect(await ready()).toBe(false);
      expect(Object.keys((await database.schema()).indexes)).toContain("IDX_customer_created_at_id");
    });

    it("leaves search as core's module does it, and writes as they are", async () => {
      await migrateAsLimited();
      await insert(1, 3);

      expect(await found("zoë 2")).toEqual(["Zoë 2"]);
      expect(await found("zoe")).toEqual([]);
      expect(await texts()).toEqual([null, null, null]);
    });

    it("names only the extension that is missing", async () => {
      await migrateAsLimited();
      await database.run("create extension pg_trgm");

      expect(await prepare(limitedUrl())).toEqual({ ready: false, missingExtensions: ["unaccent"] });
    });

    it("is ready after the administrator ran them and db:migrate ran again, without a warning", async () => {
      await migrateAsLimited();
      await insert(1, 3);
      await database.run("create extension pg_trgm; create extension unaccent;");

      expect(await migrateAsLimited()).toEqual([]);

      expect(await ready()).toBe(true);
      expect(await found("zoe 2")).toEqual(["Zoë 2"]);
    });

    it("finds the extensions in whichever schema the administrator put them", async () => {
      await migrateAsLimited();
      await insert(1, 3);
      await database.run(`
        create schema "Add Ons"; grant usage on schema "Add Ons" to "${ROLE}";
        create extension pg_trgm schema "Add Ons"; create extension unaccent schema "Add Ons";`);

      expect(await migrateAsLimited()).toEqual([]);

      expect(await found("zoe 2")).toEqual(["Zoë 2"]);
    });
  });
});
