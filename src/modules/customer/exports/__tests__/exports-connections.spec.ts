import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { Client } from "pg";
import { runSql, withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { everythingSent } from "../../../../../integration-tests/helpers/databases/sent-statements";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import { beginSnapshot } from "../read-exported-customers.sql";

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);

  async function readAll(chunks: AsyncIterable<unknown>): Promise<void> {
    for await (const _ of chunks);
  }

  it("an export reads what its filter needs before it opens the snapshot: it holds one connection at a time", async () => {
    const { id } = await service.createCustomerGroups({ name: "VIP" });

    const sent = await everythingSent(async () => {
      await readAll(await service.exports.stream({ filters: { groups: id, q: "ann" } }));
    });

    const texts = sent.map(({ text }) => text);
    const begun = texts.findIndex((text) => /isolation level/.test(text));
    const ended = texts.findIndex((text) => /^rollback/i.test(text));
    const within = texts.slice(begun, ended);
    // Of the groups' sizes and of the search index, which the plan of the filter depends on.
    expect(texts.slice(0, begun).length).toBeGreaterThan(1);
    expect(
      within.filter((text) => !/^(set|fetch|declare|begin)|isolation|max\(addresses\)/i.test(text.trim())),
    ).toEqual([]);
  });

  it("an export gives its connection back when the reader leaves early, and when it fails", async () => {
    await sql("insert into customer (id) select 'cus_' || n from generate_series(1, 5000) n");
    const open = () => sql<{ count: number }>("select count(*)::int from pg_cursors_in_use");
    // The next rows may be on their way already: a transaction that works is as open as one that waits.
    await sql(`create view pg_cursors_in_use as select pid from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null and backend_type = 'client backend'`);
    const chunks = await service.exports.stream();
    await chunks.next();
    await chunks.next();
    expect(await open()).toEqual([{ count: 1 }]);

    await chunks.return(undefined);
    expect(await open()).toEqual([{ count: 0 }]);

    await expect(
      service.exports.stream({ filters: { first_name: { $re: "(" } } as never }).then(readAll),
    ).rejects.toMatchObject({
      type: "invalid_data",
    });
    expect(await open()).toEqual([{ count: 0 }]);
    await sql("drop view pg_cursors_in_use");
  });

  it("an export whose snapshot cannot be set up ends its transaction: the connection goes back to the pool", async () => {
    await withModuleConnection(dbConfig.clientUrl, async (connection) => {
      const begun: Knex.Transaction[] = [];
      const transaction = async () => {
        begun.push(await connection.transaction());
        return begun[0];
      };

      failOnce("cursor_tuple_fraction");
      // as: of the connection nothing else is used.
      const beginning = beginSnapshot({ transaction } as unknown as Knex);

      await expect(beginning).rejects.toThrow("cursor_tuple_fraction");
      const ended = begun.map((one) => one.isCompleted());
      await Promise.all(begun.map((one) => one.rollback()));
      expect(ended).toEqual([true]);
    });
  });
});

/** The next statement with this text is one that PostgreSQL refuses. */
function failOnce(setting: string): void {
  const { query } = Client.prototype;
  const spy = jest.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
    const [first, ...others] = args as [string | { text?: string }];
    const text = typeof first === "string" ? first : (first.text ?? "");
    const isWanted = text.includes(setting);
    if (isWanted) {
      spy.mockRestore();
    }
    // as: the driver's method has many overloads; the call goes through as it came, but for its text.
    return Reflect.apply(query, this, [isWanted ? `set ${setting} = 'none'` : first, ...others]) as ReturnType<
      typeof query
    >;
  });
}
