import { Client } from "pg";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/customer-module";
import { runSql } from "../../../../../integration-tests/helpers/module-connection";
import { runningService } from "../../../../../integration-tests/helpers/running-service";
import { everythingSent } from "../../../../../integration-tests/helpers/sent-statements";

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);

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

  it("an export whose snapshot cannot be set up gives its connection back", async () => {
    const { query } = Client.prototype;
    const spy = jest.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
      const [first] = args as [string | { text?: string }];
      const text = typeof first === "string" ? first : first.text;
      const sent = /cursor_tuple_fraction/.test(text ?? "") ? ["set local cursor_tuple_fraction = 'none'"] : [first];
      // as: the driver's method has many overloads; the call goes through as it came, but for its text.
      return Reflect.apply(query, this, [...sent, ...args.slice(1)]) as ReturnType<typeof query>;
    });

    await expect(service.exports.stream().then(readAll)).rejects.toThrow("cursor_tuple_fraction");
    spy.mockRestore();

    const held = await runSql(
      dbConfig.clientUrl,
      "select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'",
    );
    expect(held).toEqual([]);
  });
});
