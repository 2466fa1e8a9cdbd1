import { coreColumns, type Rows, useCustomerDatabase } from "../helpers/databases/customer-database";
import { migrateCore, migrateOurs } from "../helpers/databases/migrations";
import {
  ALLOWED_BY_CORE,
  applied,
  COMPOSED,
  DECOMPOSED,
  LOWERCASE,
  LOWERCASE_DOMAIN,
  MEMBERSHIPS,
  NONE,
} from "../helpers/databases/rows-core-allowed";
import { runOurModule } from "../helpers/modules/running-module";

describe("a core database that holds what core allowed becomes ours", () => {
  const database = useCustomerDatabase("old-rows");

  /** Core's database with those rows, and the rows. */
  const oldDatabase = async (): Promise<Rows> => {
    await migrateCore(database.name);
    await database.run(ALLOWED_BY_CORE);
    return await database.rows();
  };

  const collisions = async (options: Record<string, unknown> = {}) => {
    const ours = await runOurModule({ database: database.name, options });
    try {
      return await ours.service.emails.listCollisions({ limit: 100 });
    } finally {
      await ours.stop();
    }
  };

  it("with exactly the documented changes: one membership a pair, none in deleted groups, emails spelled one way", async () => {
    const before = await oldDatabase();
    const start = new Date();
    const { info, warn } = await migrateOurs(database.name);

    const after = coreColumns(await database.rows());
    expect(after).toEqual(applied(before, { customer: LOWERCASE, customer_group_customer: MEMBERSHIPS }));
    for (const id of ["cusgc_01", "cusgc_03", "cusgc_11", "cusgc_13"]) {
      const row = after.customer_group_customer.find((membership) => membership.id === id);
      expect(new Date(String(row?.deleted_at)).getTime()).toBeGreaterThanOrEqual(start.getTime());
    }
    expect(info).toContain(
      "Repaired: 4 duplicate memberships soft-deleted, 2 memberships of deleted groups deleted with them, " +
        "11 emails normalized.",
    );
    expect(warn).toEqual([expect.stringMatching(/^3 customers share their email with another customer/)]);
  });

  it("with the old spelling kept of each registered customer whose email changed, until the customer is deleted for good", async () => {
    await oldDatabase();
    await migrateOurs(database.name);
    await migrateOurs(database.name);
    const kept = () =>
      database.sql<{ customer_id: string }>(
        "select customer_id, email, old_email from customer_old_email order by customer_id",
      );
    const ofRow = (id: string, email: string, old_email: string) => ({ customer_id: id, email, old_email });

    expect(await kept()).toEqual([
      ofRow("cus_01", "only@x.io", "Only@X.io"),
      ofRow("cus_03", COMPOSED, DECOMPOSED),
      ofRow("cus_10", "ada@x.io", "Ada@X.io"),
      ofRow("cus_14", "ada@x.io", "Ada@X.io"),
      ofRow("cus_15", "ada@x.io", "ADA@X.io"),
      ofRow("cus_23", "cy@x.io", "Cy@x.io"),
      ofRow("cus_35", "a@bücher.de", "a@xn--bcher-kva.de"),
    ]);
    const ours = await runOurModule({ database: database.name });
    try {
      expect(await ours.service.emails.listOldSpellings("ada@x.io")).toEqual(["ADA@X.io", "Ada@X.io"]);
      expect(await ours.service.emails.listOldSpellings("none@x.io")).toEqual([]);
      await ours.service.deleteCustomers(["cus_01", "cus_14", "cus_15"]);
    } finally {
      await ours.stop();
    }
    expect((await kept()).map(({ customer_id }) => customer_id)).toEqual(["cus_03", "cus_10", "cus_23", "cus_35"]);
  });

  it("once: a second and a third db:migrate change no row", async () => {
    await oldDatabase();
    await migrateOurs(database.name);
    const after = await database.rows();

    await migrateOurs(database.name);
    expect(await database.rows()).toEqual(after);
    const { info, warn } = await migrateOurs(database.name);
    expect(await database.rows()).toEqual(after);
    // Those that were left are listed again, for as long as they are there.
    expect(info.filter((line) => line.startsWith("Repaired"))).toEqual([]);
    expect(warn).toEqual([expect.stringMatching(/^3 customers/)]);
  });

  it("and lists the customers that were left, each with who has the email, and no others", async () => {
    await oldDatabase();
    await migrateOurs(database.name);

    expect(await collisions()).toEqual({
      collisions: [
        collision("cus_11", "ADA@x.io", true, "ada@x.io", "cus_10"),
        collision("cus_13", "aDa@x.io", false, "ada@x.io", "cus_12"),
        collision("cus_20", "Bob@x.io", true, "bob@x.io", "cus_21"),
      ],
      next: null,
    });
  });

  it("under email_normalization lowercase_domain: local parts keep their case", async () => {
    const options = { email_normalization: "lowercase_domain" };
    const before = await oldDatabase();
    const { warn } = await migrateOurs(database.name, options);

    expect(coreColumns(await database.rows())).toEqual(
      applied(before, { customer: LOWERCASE_DOMAIN, customer_group_customer: MEMBERSHIPS }),
    );
    expect(warn).toEqual([]);
    expect(await collisions(options)).toEqual({ collisions: [], next: null });
  });

  it("under email_normalization none: only white space and the Unicode form change", async () => {
    const options = { email_normalization: "none" };
    const before = await oldDatabase();
    const { warn } = await migrateOurs(database.name, options);

    expect(coreColumns(await database.rows())).toEqual(
      applied(before, { customer: NONE, customer_group_customer: MEMBERSHIPS }),
    );
    expect(warn).toEqual([]);
    expect(await collisions(options)).toEqual({ collisions: [], next: null });
  });

  it("with rows that collide unchanged when the option changes to a stricter one later", async () => {
    const before = await oldDatabase();
    await migrateOurs(database.name, { email_normalization: "none" });
    await migrateOurs(database.name, { email_normalization: "lowercase_domain" });
    await migrateOurs(database.name);

    // Through none and lowercase_domain to lowercase: what the default does at once.
    expect(coreColumns(await database.rows())).toEqual(
      applied(before, { customer: LOWERCASE, customer_group_customer: MEMBERSHIPS }),
    );
  });

  it("with what cannot be seen around an email removed where no other customer has the email, and texts that are none reported", async () => {
    await migrateCore(database.name);
    await database.run(`
      insert into customer (id, email, has_account) values
        ('cus_1', 'zoe@x.io\u200b',     true), ('cus_2', '\u00adAda@x.io\u2060', true), ('cus_3', 'ada@x.io', true),
        ('cus_4', 'É,Victim@x.io',      true), ('cus_5', 'root@localhost',       true), ('cus_6', 'a\u0001b@x.io', true),
        ('cus_7', 'a@xn--foo-.x.io',    true), ('cus_8', 'no email',             true), ('cus_9', 'good+1@x-y.io', true);
      insert into customer (id, email, has_account, deleted_at) values ('cus_a', 'gone', true, now());`);

    const { info, warn } = await migrateOurs(database.name);

    const { customer } = await database.rows();
    expect(customer.map(({ id, email }) => [id, email])).toEqual([
      ["cus_1", "zoe@x.io"],
      ["cus_2", "\u00adAda@x.io\u2060"],
      ["cus_3", "ada@x.io"],
      ["cus_4", "é,victim@x.io"],
      ["cus_5", "root@localhost"],
      ["cus_6", "a\u0001b@x.io"],
      ["cus_7", "a@xn--foo-.x.io"],
      ["cus_8", "no email"],
      ["cus_9", "good+1@x-y.io"],
      ["cus_a", "gone"],
    ]);
    expect(info).toContain("Repaired: 2 emails normalized.");
    expect(warn).toEqual([
      expect.stringMatching(/^1 customer shares its email with another customer/),
      expect.stringMatching(/^5 customers have a text as email that is not an email/),
    ]);
    const ours = await runOurModule({ database: database.name });
    try {
      for (const email of ["É,Victim@x.io", "root@localhost", "a\u0001b@x.io", "No Email", "zoe@x.io\u200b"]) {
        expect(await ours.service.listCustomers({ email })).toHaveLength(1);
      }
      const { problems } = await ours.service.emails.listProblems({ limit: 100 });
      expect(problems.map(({ customer_id, problem }) => `${customer_id} ${problem}`)).toEqual([
        ...["cus_2 taken", "cus_4 no_email", "cus_5 no_email", "cus_6 no_email", "cus_7 no_email", "cus_8 no_email"],
      ]);
    } finally {
      await ours.stop();
    }
  });

  it("although shoppers take a spelling and change an email while it runs: their words stand, the rest is done", async () => {
    await migrateCore(database.name);
    // A shopper who comes once the repair has looked, and before it writes.
    await database.run(`
      ${ALLOWED_BY_CORE}
      create table shopper (came boolean);
      insert into shopper values (false);
      create function come() returns trigger language plpgsql as $$
      begin
        if (select not came from shopper) then
          update shopper set came = true;
          insert into customer (id, email, has_account) values ('cus_90', 'only@x.io', true);
          update customer set email = 'changed@x.io' where id = 'cus_23';
        end if;
        return null;
      end $$;
      create trigger come before update of email on customer for each statement execute function come();`);
    const { warn } = await migrateOurs(database.name);

    const { customer } = await database.rows();
    const emails = Object.fromEntries(customer.map(({ id, email }) => [id, email]));
    expect(emails).toMatchObject({
      cus_90: "only@x.io",
      cus_01: "Only@X.io",
      cus_02: "blank@x.io",
      cus_10: "ada@x.io",
      cus_22: "bob@x.io",
      cus_23: "changed@x.io",
    });
    expect(warn).toEqual([expect.stringMatching(/customers share their email with another customer/)]);
  });

  it("with names longer than an index row, those from before and those that follow", async () => {
    // md5 does not compress: 6,400 bytes stay more than the 2,704 that a B-tree row holds.
    const name = "(select string_agg(md5(n::text), '') from generate_series(1, 200) n)";
    const insert = (id: string) =>
      database.run(
        `insert into customer (id, first_name, last_name, company_name) values ('${id}', ${name}, ${name}, ${name})`,
      );
    await migrateCore(database.name);
    await insert("cus_before");
    const { warn } = await migrateOurs(database.name);
    await insert("cus_after");

    expect(warn).toEqual([]);
    const ours = await runOurModule({ database: database.name });
    try {
      const orders: Record<string, string>[] = [{ first_name: "ASC" }, { last_name: "DESC" }];
      const pages = orders.map(async (order) =>
        (await ours.service.listCustomersPage({ order })).customers.map(({ id }) => id),
      );
      expect(await Promise.all(pages)).toEqual([
        ["cus_after", "cus_before"],
        ["cus_before", "cus_after"],
      ]);
    } finally {
      await ours.stop();
    }
  });

  it("refuses a wrong option before any repair", async () => {
    const before = await oldDatabase();

    await expect(migrateOurs(database.name, { email_normalization: "upper" })).rejects.toThrow(/email_normalization/);
    expect(coreColumns(await database.rows())).toEqual(applied(before, {}));
  });
});

function collision(customer_id: string, email: string, has_account: boolean, normalized: string, taken_by: string) {
  return { customer_id, email, has_account, normalized_email: normalized, taken_by };
}
