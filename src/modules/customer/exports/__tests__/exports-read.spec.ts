import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { runSql, withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { normalised, sentStatements } from "../../../../../integration-tests/helpers/databases/sent-statements";
import { countsOf, importClient } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import { prepareSearch } from "../../listing/prepare-search.sql";
import { CUSTOMER_COLUMNS, EXPORTED_ADDRESS_FIELDS } from "../export-columns";
import type { ExportChunk, ExportRequest } from "../export-service";

type Record_ = Record<string, string>;

const PEOPLE = `
  insert into customer (id, email, first_name, last_name, has_account, created_at, deleted_at)
  select 'cus_' || lpad(n::text, 6, '0'), 'c' || n || '@example.com', (array['Ann', 'Bob', 'Zoë'])[1 + n % 3],
    case when n % 2 = 0 then 'Lee' end, n % 4 = 0, '2026-01-01Z'::timestamptz + n * interval '1 hour',
    case when n % 10 = 0 then now() end`;

const people = (count: number) => `${PEOPLE} from generate_series(1, ${count}) n`;

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);

  async function textOf(chunks: AsyncIterable<ExportChunk>): Promise<{ text: string; rows: number }> {
    const whole = { text: "", rows: 0 };
    for await (const { text, rows } of chunks) {
      whole.text += text;
      whole.rows += rows;
    }
    return whole;
  }

  const exported = async (request: ExportRequest = {}) => await textOf(await service.exports.stream(request));

  async function csv(request: ExportRequest = {}): Promise<Record_[]> {
    const { text, rows } = await exported(request);
    const records = parse<Record_>(text, { columns: true });
    expect(records).toHaveLength(rows);
    return records;
  }

  async function jsonLines(request: ExportRequest = {}): Promise<Record<string, unknown>[]> {
    const { text } = await exported({ ...request, format: "jsonl" });
    return text
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  }

  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

  describe("streamCustomers", () => {
    it("begins a CSV with a byte order mark for Excel when it is asked to, and imports it again", async () => {
      await service.createCustomers([{ email: "jose@x.io", first_name: "José" }]);
      const plain = await exported();
      expect(await exported({ bom: true })).toEqual({ ...plain, text: `\ufeff${plain.text}` });
      const { runFile } = importClient(service);
      expect(countsOf(await runFile(`\ufeff${plain.text}`))).toMatchObject({ total: 1, unchanged: 1 });
    });

    it("writes every column of a customer, with times to the microsecond and metadata as it is stored", async () => {
      await sql(`
        insert into customer (id, email, has_account, company_name, first_name, last_name, phone, created_by, metadata,
          created_at, updated_at) values
          ('cus_1', 'ada@x.io', true, 'Engines, Ltd', 'Ada "A"', E'Love\\nlace', '+44 20', 'user_1',
            '{"n": 12345678901234567890, "deep": [1, null, "ü"]}', '2026-01-01 10:00:00.123456Z', '2026-01-02 00:00:00Z'),
          ('cus_2', null, false, null, '', null, null, null, null, '2026-01-01Z', '2026-01-01 00:00:00.5Z')`);

      expect(await csv()).toEqual([
        {
          id: "cus_1",
          external_id: "",
          email: "ada@x.io",
          has_account: "true",
          company_name: "Engines, Ltd",
          first_name: 'Ada "A"',
          last_name: "Love\nlace",
          phone: "'+44 20",
          created_by: "user_1",
          metadata: '{"n": 12345678901234567890, "deep": [1, null, "ü"]}',
          created_at: "2026-01-01T10:00:00.123456Z",
          updated_at: "2026-01-02T00:00:00.000Z",
          groups: "",
        },
        {
          ...Object.fromEntries([...CUSTOMER_COLUMNS, "groups"].map((column) => [column, ""])),
          id: "cus_2",
          has_account: "false",
          created_at: "2026-01-01T00:00:00.000Z",
          updated_at: "2026-01-01T00:00:00.500Z",
        },
      ]);
      const lines = await jsonLines();
      expect(lines[0]).toMatchObject({ id: "cus_1", phone: "+44 20", has_account: true, groups: [], addresses: [] });
      expect(lines[1]).toMatchObject({ id: "cus_2", email: null, first_name: "", metadata: null, has_account: false });
    });

    it("writes every text as it is stored, whatever signs are in it", async () => {
      const signs = [..."\"\\,()' \t\n{}N", '""', '\\"', "é", "😀"];
      const text = fc.array(fc.constantFrom(...signs), { maxLength: 8 }).map((parts) => parts.join(""));
      const texts = fc.sample(fc.option(text), { numRuns: 300, seed: 1 });
      await service.createCustomers(
        texts.map((first_name, index) => ({
          first_name,
          last_name: texts.at(-1 - index),
          company_name: String(index),
        })),
      );

      const rows = await jsonLines({ columns: ["last_name", "company_name", "first_name"] });
      expect(rows.sort((one, other) => Number(one.company_name) - Number(other.company_name))).toEqual(
        texts.map((first_name, index) => ({
          first_name,
          last_name: texts.at(-1 - index),
          company_name: String(index),
        })),
      );
    });

    it("writes live addresses in id order, as many columns as the customer with the most needs", async () => {
      const [ada, bob] = await service.createCustomers([
        {
          first_name: "Ada",
          addresses: [
            { address_name: "home", is_default_shipping: true, city: "Paris", country_code: "fr", metadata: { a: 1 } },
            { address_name: "work", phone: "+31" },
          ],
        },
        { first_name: "Bob", addresses: [{ city: "Rome" }, { city: "gone" }, { city: "Bern" }] },
        { first_name: "Cy" },
      ]);
      const gone = bob.addresses.filter(({ city }) => city === "gone");
      await service.softDeleteCustomerAddresses(idsOf(gone));

      const [first, second, third] = await csv();
      expect(Object.keys(first).filter((name) => name.startsWith("address_"))).toEqual(
        [1, 2].flatMap((number) => EXPORTED_ADDRESS_FIELDS.map((field) => `address_${number}_${field}`)),
      );
      expect(first).toMatchObject({
        id: ada.id,
        address_1_address_name: "home",
        address_1_is_default_shipping: "true",
        address_1_is_default_billing: "false",
        address_1_metadata: '{"a": 1}',
        address_2_address_name: "work",
        address_2_phone: "'+31",
      });
      expect(second).toMatchObject({ address_1_city: "Rome", address_2_city: "Bern" });
      expect(third).toMatchObject({ address_1_city: "", address_2_is_default_billing: "" });
      const lines = await jsonLines();
      expect(lines.map(({ addresses }) => addresses)).toEqual([
        [
          expect.objectContaining({ address_name: "home", is_default_shipping: true, metadata: { a: 1 } }),
          expect.objectContaining({ address_name: "work", phone: "+31", metadata: null }),
        ],
        [expect.objectContaining({ city: "Rome" }), expect.objectContaining({ city: "Bern" })],
        [],
      ]);
      expect(Object.keys((lines[1].addresses as object[])[0])).toEqual(EXPORTED_ADDRESS_FIELDS);
    });

    it("writes each live group once, names joined by |, with a backslash before | and \\ inside of one", async () => {
      const [ada, bob] = await service.createCustomers([{ first_name: "Ada" }, { first_name: "Bob" }]);
      const names = ["a|b", "back\\slash", "=gold", "gone", "left"];
      const groups = await service.createCustomerGroups(names.map((name) => ({ name })));
      const pairs = groups.map(({ id }) => ({ customer_id: ada.id, customer_group_id: id }));
      await service.addCustomerToGroup([...pairs, { customer_id: bob.id, customer_group_id: groups[2].id }]);
      await service.softDeleteCustomerGroups([groups[3].id]);
      await service.removeCustomerFromGroup(pairs[4]);
      // As core's module lets it happen.
      await sql(`insert into customer_group_customer (id, customer_id, customer_group_id)
        values ('cusgc_again', '${ada.id}', '${groups[0].id}')`);

      expect((await csv()).map((row) => row.groups)).toEqual([
        expect.stringMatching(/^('=gold\|)?a\\\|b\|back\\\\slash(\|=gold)?$/),
        "'=gold",
      ]);
      const [line] = await jsonLines();
      expect([...(line.groups as string[])].sort()).toEqual(["=gold", "a|b", "back\\slash"]);
    });

    it("writes the chosen columns, in that order, and the header alone when no customer matches", async () => {
      expect((await exported({ columns: ["phone", "id"] })).text).toBe("phone,id\n");
      expect(await exported({ format: "jsonl" })).toEqual({ text: "", rows: 0 });
      await sql(people(1));

      expect((await exported({ columns: ["phone", "email"] })).text).toBe("phone,email\n,c1@example.com\n");
      expect((await exported({ columns: ["email", "groups"], format: "jsonl" })).text).toBe(
        '{"email":"c1@example.com","groups":[]}\n',
      );
    });

    it("takes the filters of the list and exports whom the list answers, each once, in id order", async () => {
      await withModuleConnection(dbConfig.clientUrl, prepareSearch);
      await sql(people(100));
      const group = await service.createCustomerGroups({ name: "gold" });
      const members = ["cus_000003", "cus_000004", "cus_000010", "cus_000077"];
      await service.addCustomerToGroup(
        members
          .slice(0, 2)
          .concat(members[3])
          .map((customer_id) => ({ customer_id, customer_group_id: group.id })),
      );
      await service.createCustomerAddresses([
        { customer_id: "cus_000003", city: "Paris" },
        { customer_id: "cus_000003", city: "Paris" },
      ]);
      const filters: NonNullable<ExportRequest["filters"]>[] = [
        {},
        { has_account: true },
        { email: "C3@example.com" },
        { email: ["c3@example.com", "c10@example.com"] },
        { first_name: "Zoë", last_name: "Lee" },
        { groups: group.id },
        { groups: { id: [group.id] }, first_name: "Ann" },
        { created_at: { $gte: "2026-01-02T00:00:00Z", $lt: "2026-01-03T00:00:00Z" } },
        { q: "zoe" },
        { q: "c3@example", groups: [group.id] },
        { $or: [{ first_name: "Ann" }, { last_name: "Lee" }] },
        { addresses: { city: "Paris" } },
        { id: ["cus_000001", "cus_unknown"] },
        { email: "no-groups@example.com" },
      ] as NonNullable<ExportRequest["filters"]>[];
      for (const one of filters) {
        const listed = idsOf(await service.listCustomers(one, { order: { id: "ASC" } }));
        expect([one, (await csv({ filters: one })).map(({ id }) => id)]).toEqual([one, listed]);
      }
    });

    it("goes over many batches: every customer once, in order, with what belongs to each", async () => {
      await sql(people(4_500));
      await sql(`
        insert into customer_address (id, customer_id, city)
        select 'cuaddr_' || id, id, 'City of ' || id from customer where deleted_at is null`);

      const rows = await csv({ columns: ["id", "addresses"] });

      expect(rows.map(({ id }) => id)).toEqual(
        Array.from({ length: 4_500 }, (_, n) => n + 1)
          .filter((n) => n % 10)
          .map((n) => `cus_${String(n).padStart(6, "0")}`),
      );
      expect(rows.filter((row) => row.address_1_city !== `City of ${row.id}`)).toEqual([]);
    });

    it("reads all with one statement, addresses and groups included, and fetches it in batches of 1,000", async () => {
      await sql(people(4_500));
      const sent = await sentStatements(() => exported());

      // What the driver asks on a new connection is not ours.
      const texts = sent.map(({ text }) => normalised(text)).filter((text) => text !== "select version();");
      const [addresses, declare, ...batches] = texts;
      expect(addresses).toMatch(/^select coalesce\(max\(addresses\), 0\) as most from \(/);
      expect(declare).toMatch(/^declare customers_export no scroll cursor for select row\(c0.id, c0.external_id,/);
      expect(batches).toEqual(Array(6).fill("fetch forward 1000 from customers_export"));
    });

    it("shows one moment: what others change, add and delete while it is read is not in it", async () => {
      await sql(people(5_000));
      const before = await exported();
      const chunks = await service.exports.stream();
      const header = await chunks.next();
      const first = await chunks.next();

      await sql("update customer set first_name = 'Changed', phone = '1'");
      await sql("update customer set deleted_at = now() where id > 'cus_004000'");
      await sql(`insert into customer (id) values ('cus_zz')`);
      await sql(`insert into customer_address (id, customer_id) values ('cuaddr_1', 'cus_004501')`);
      await sql(`insert into customer_group (id, name) values ('cusgroup_1', 'gold')`);
      await sql(`insert into customer_group_customer (id, customer_id, customer_group_id)
        values ('cusgc_1', 'cus_004501', 'cusgroup_1')`);

      const rest = await textOf(chunks);
      expect([header, first].map(({ value }) => value.text).join("") + rest.text).toBe(before.text);
      expect((await exported()).text).not.toBe(before.text);
    });

    it("refuses a customer with more addresses than a CSV holds, and says what else can be done", async () => {
      await sql(people(2));
      await sql(`
        insert into customer_address (id, customer_id)
        select 'cuaddr_' || n, 'cus_000002' from generate_series(1, 51) n`);

      await expect(exported()).rejects.toMatchObject({
        type: "not_allowed",
        message: expect.stringMatching(/51 addresses.*at most 50.*"format": "jsonl"/),
      });
      expect(await csv({ columns: ["id"] })).toHaveLength(2);
      expect((await jsonLines())[1].addresses).toHaveLength(51);
      expect(await csv({ filters: { id: "cus_000001" } })).toHaveLength(1);
    });

    it("refuses wrong columns and formats by name", async () => {
      for (const columns of [[], ["id", "id"], ["search_text"], ["id", "deleted_at"]]) {
        await expect(exported({ columns })).rejects.toMatchObject({ message: expect.stringContaining('"columns"') });
      }
      await expect(exported({ format: "xlsx" })).rejects.toMatchObject({
        message: expect.stringContaining('"format" must be one of csv, jsonl'),
      });
    });
  });
});
