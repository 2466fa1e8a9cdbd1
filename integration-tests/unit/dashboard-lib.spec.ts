import { certaintyOf, othersOf, reasonTextOf } from "../../src/admin/components/duplicates/reason";
import {
  DEFAULT_OPTIONS,
  importSettingsSchema,
  optionsOf,
  settingsOf,
} from "../../src/admin/components/imports/import-settings";
import { offeredAddresses, SKIPPED } from "../../src/admin/components/imports/import-targets";
import { samplesOf } from "../../src/admin/components/imports/samples";
import { metadataConflicts } from "../../src/admin/components/merges/merge-choices";
import { readSample } from "../../src/admin/lib/csv-sample";
import { placeOf, signatureOf, withPlace } from "../../src/admin/lib/cursor";
import { distinctNamesOf, nameOf, type ShownCustomer } from "../../src/admin/lib/customers";
import { customerFiltersOf, customerFiltersToSearch } from "../../src/admin/lib/filters";
import { durationOf, formatBytes, formatNumber, localeOf, wholePercent } from "../../src/admin/lib/numbers";
import { hasPermissions } from "../../src/admin/lib/permissions";
import { parseMembers, toGroupChoice } from "../../src/admin/lib/selection";

describe("the sample of a file", () => {
  it("has its columns and first rows, with quotes, either line end and any delimiter", () => {
    expect(readSample('\ufeff"a;1";b \r\n"x ""y""";2\r\n\r\n3;\r\n4;5\r\n6;7\r\n')).toEqual({
      delimiter: ";",
      columns: ["a;1", "b"],
      rows: [
        ['x "y"', "2"],
        ["3", ""],
        ["4", "5"],
      ],
    });
  });

  it("takes the delimiter that the first line declares", () => {
    expect(readSample("sep=|\na,b|c\n")).toEqual({ delimiter: "|", columns: ["a,b", "c"], rows: [] });
  });

  it("reads a file that ends within a cell", () => {
    expect(readSample('a,b\n1,"2')).toEqual({ delimiter: ",", columns: ["a", "b"], rows: [["1", "2"]] });
  });

  it("shows no values where names of columns that are whole numbers change the order of columns", () => {
    const header = { format: "mapped", encoding: "utf-8", delimiter: "," as const, warnings: [] };
    const preview = [{ line: 2, raw: "x,y" }];
    expect(samplesOf({ header: { ...header, mapping: { a: "email", b: null } }, preview })).toEqual([["x"], ["y"]]);
    expect(samplesOf({ header: { ...header, mapping: { a: "email", "1": null } }, preview })).toEqual([[], []]);
  });
});

describe("the filters of the list of customers", () => {
  it("are read as the list writes them", () => {
    const range = { $gte: "2026-01-01T00:00:00.000Z" };
    const search = new URLSearchParams({
      q: "ada",
      has_account: "false",
      groups: "g1,g2",
      offset: "20",
      order: "email",
    });
    search.set("created_at", JSON.stringify(range));
    const filters = { q: "ada", has_account: false, groups: ["g1", "g2"], created_at: range };

    expect(customerFiltersOf(search)).toEqual(filters);
    expect(customerFiltersOf(customerFiltersToSearch(filters))).toEqual(filters);
  });

  it("are read as its configurable form writes them", () => {
    const search = new URLSearchParams({ c_q: '"ada"', c_has_account: "true", "c_groups.id": '["g1"]' });

    expect(customerFiltersOf(search)).toEqual({ q: "ada", has_account: true, groups: ["g1"] });
  });

  it("leave out what is no filter", () => {
    const search = new URLSearchParams({
      has_account: "perhaps",
      created_at: '{"$ne":"x"}',
      updated_at: "[",
      groups: "",
    });

    expect(customerFiltersOf(search)).toEqual({});
  });

  it("are read as our own list writes them", () => {
    const search = new URLSearchParams({ has_account: '"true"', groups: '["g1"]', list: "x", after: "y" });

    expect(customerFiltersOf(search)).toEqual({ has_account: true, groups: ["g1"] });
  });

  it("take a search for a number as text", () => {
    expect(customerFiltersOf(new URLSearchParams({ q: "042" }))).toEqual({ q: "042" });
    expect(customerFiltersOf(new URLSearchParams({ q: "42" }))).toEqual({ q: "42" });
  });
});

describe("the settings of an import", () => {
  const settings = settingsOf(DEFAULT_OPTIONS, ["E-Mail", "Notes"], { "E-Mail": "email" });
  const issuesOf = (targets: string[]) =>
    importSettingsSchema
      .safeParse({
        ...settings,
        columns: targets.map((target, index) => ({ name: `c${index}`, target, given: SKIPPED })),
      })
      .error?.issues.map(({ message }) => message) ?? [];

  it("map the columns that the server suggests, and skip the others", () => {
    expect(settings.columns.map(({ target }) => target)).toEqual(["email", SKIPPED]);
    expect(settingsOf(DEFAULT_OPTIONS, ["E-Mail"], undefined).columns).toEqual([
      { name: "E-Mail", target: SKIPPED, given: SKIPPED },
    ]);
  });

  it("reject columns that do not identify customers, one target twice, and two ways of a name", () => {
    expect(issuesOf(["email"])).toEqual([]);
    expect(issuesOf(["first_name"])).toEqual(["imports.settings.errors.noKey"]);
    expect(issuesOf(["email", "email"])).toEqual(Array(2).fill("imports.settings.errors.twice"));
    expect(issuesOf(["email", "name", "first_name"])).toEqual(["imports.settings.errors.nameTwice"]);
  });

  it("send columns only where they were chosen", () => {
    const options = { dry_run: false, on_conflict: "update", create_groups: false, max_addresses: 7 };

    const earlier = { ...DEFAULT_OPTIONS, max_addresses: 7 };

    const unchanged = optionsOf(settings, earlier, false);
    expect(unchanged).toMatchObject({ ...options, encoding: undefined });
    expect(unchanged).not.toHaveProperty("mapping");
    expect(optionsOf({ ...settings, delimiter: ";" }, earlier, true)).toMatchObject({
      delimiter: ";",
      mapping: { "E-Mail": "email", Notes: null },
    });
  });

  it("send the changed columns of a known format alone, with those of before, and take its columns of one target", () => {
    const found = {
      Email: "email",
      "Country Code": "address_1_country_code",
      Country: "address_1_country_code",
      Shoe: null,
    };
    const file = settingsOf(DEFAULT_OPTIONS, Object.keys(found), found);
    const changed = (name: string, target: string) => ({
      ...file,
      columns: file.columns.map((column) => (column.name === name ? { ...column, target } : column)),
    });
    expect(optionsOf(file, DEFAULT_OPTIONS, false)).not.toHaveProperty("mapping");
    expect(importSettingsSchema.safeParse(file).success).toBe(true);
    const twice = importSettingsSchema.safeParse(changed("Shoe", "address_1_country_code"));
    expect(twice.error?.issues.map(({ message }) => message)).toEqual(Array(3).fill("imports.settings.errors.twice"));
    const shoe = optionsOf(changed("Shoe", "metadata.shoe"), DEFAULT_OPTIONS, false);
    expect(shoe).toMatchObject({ mapping: { Shoe: "metadata.shoe" }, extend_format: true });
    const earlier = { ...DEFAULT_OPTIONS, mapping: { Shoe: "metadata.shoe" }, extend_format: true };
    expect(optionsOf(file, earlier, false)).toMatchObject({ mapping: earlier.mapping, extend_format: true });
    expect(optionsOf(changed("Country", SKIPPED), earlier, false)).toMatchObject({
      mapping: { Shoe: "metadata.shoe", Country: null },
      extend_format: true,
    });
  });

  it("send what each row has as constants, and keep those that the form does not ask for", () => {
    const constants = {
      ...{ address_1_country_code: "DE", address_2_country_code: "DE", groups: "Retail|Shop", has_account: "true" },
      "metadata.source": "erp",
    };
    const earlier = {
      ...{ ...DEFAULT_OPTIONS, constants, strict: true, date_format: "DD/MM/YYYY", external_id_prefix: "erp-" },
      ...{ provinces: "as_given" as const, groups_separator: ";" as const },
    };
    const again = settingsOf(earlier, ["E-Mail"], { "E-Mail": "email" });

    expect(again).toMatchObject({ default_country: "DE", groups_for_all: "Retail|Shop", account_for_all: true });
    expect(optionsOf(again, earlier, false)).toEqual({ ...earlier, mapping: undefined });
    const changed = { ...again, default_country: " at ", groups_for_all: "", account_for_all: false };
    expect(optionsOf(changed, earlier, false).constants).toEqual({
      ...{ address_1_country_code: "at", address_2_country_code: "at", "metadata.source": "erp" },
    });
    expect(optionsOf(settings, DEFAULT_OPTIONS, false)).toEqual({ ...DEFAULT_OPTIONS, groups_separator: "|" });
  });

  it("offer two addresses, and one more than the file has", () => {
    expect(offeredAddresses(["email"])).toEqual([1, 2]);
    expect(offeredAddresses(["address_3_city"])).toEqual([1, 2, 3, 4]);
    expect(offeredAddresses(["address_50_city"])).toHaveLength(50);
  });
});

describe("permissions", () => {
  it("are granted by name, or by all operations on a resource", () => {
    expect(hasPermissions(["customer:read", "customer_group:*"], ["customer:read", "customer_group:update"])).toBe(
      true,
    );
    expect(hasPermissions(["customer:read"], ["customer:read", "customer:update"])).toBe(false);
    expect(hasPermissions([], [])).toBe(true);
  });
});

describe("numbers", () => {
  it("are written in the language of the dashboard", () => {
    expect([localeOf("ptBR"), localeOf("de"), localeOf("en-US")]).toEqual(["pt-BR", "de", "en-US"]);
    expect(formatNumber(12_345, "de")).toBe("12.345");
    expect(formatBytes(1_234_567, "en")).toBe("1.2 MB");
    expect(formatBytes(0, "en")).toBe("0 byte");
  });

  it("say 100 per cent at the end only", () => {
    expect([wholePercent(0), wholePercent(0.9999), wholePercent(1), wholePercent(1.5)]).toEqual([0, 99, 100, 100]);
  });

  it("give a time in one unit", () => {
    expect([0.2, 59, 61, 7_300].map(durationOf)).toEqual([
      { unit: "second", value: 1 },
      { unit: "second", value: 59 },
      { unit: "minute", value: 1 },
      { unit: "hour", value: 2 },
    ]);
  });
});

describe("the place of a list by cursor", () => {
  const first = signatureOf({ filters: { q: "ada" }, order: "email" });

  it("is kept in the URL beside the filters, in one direction at a time", () => {
    const search = withPlace(new URLSearchParams({ q: "ada" }), { after: "a" }, first);
    expect(placeOf(search, first)).toEqual({ after: "a" });
    const back = withPlace(search, { before: "b" }, first);
    expect(placeOf(back, first)).toEqual({ before: "b" });
    expect(back.get("q")).toBe("ada");
    expect(placeOf(withPlace(back, {}, first), first)).toEqual({});
  });

  it("is forgotten when the filters or the order change", () => {
    const search = withPlace(new URLSearchParams(), { after: "a" }, first);
    for (const list of [
      { filters: { q: "bob" }, order: "email" },
      { filters: { q: "ada" }, order: "-email" },
    ]) {
      expect(placeOf(search, signatureOf(list))).toEqual({});
    }
  });
});

describe("the choice of many customers", () => {
  it("is by ids, or by filters; no filter means everyone, in the words that the route takes", () => {
    expect(toGroupChoice({ ids: ["cus_1"] })).toEqual({ ids: ["cus_1"] });
    expect(toGroupChoice({ filter: { q: "ada" } })).toEqual({ filter: { q: "ada" } });
    expect(toGroupChoice({ filter: {} })).toEqual({ filter: { created_at: { $gte: expect.any(String) } } });
  });

  it("is read from pasted emails and ids, each once", () => {
    expect(parseMembers(" a@x.io,b@x.io;cus_1\n\tcus_1  a@x.io ")).toEqual({
      emails: ["a@x.io", "b@x.io"],
      ids: ["cus_1"],
    });
    expect(parseMembers(" \n ")).toEqual({ emails: [], ids: [] });
  });
});

describe("customers who may be one", () => {
  const record = (id: string, values: Partial<ShownCustomer>): ShownCustomer => ({
    ...{ id, email: null, first_name: null, last_name: null, company_name: null, phone: null, has_account: false },
    ...{ metadata: null, created_at: "2026-01-01", addresses: [], ...values },
  });

  it("have names, and equal names are completed by email, or by id", () => {
    expect(nameOf(record("cus_1", {}))).toBe("cus_1");
    expect(nameOf(record("cus_1", { email: "a@x.io", company_name: "Ltd." }))).toBe("Ltd.");
    const ada = { first_name: "Ada", email: "a@x.io" };
    expect(distinctNamesOf(record("cus_1", ada), record("cus_2", { first_name: "Bob" }))).toEqual(["Ada", "Bob"]);
    expect(distinctNamesOf(record("cus_1", ada), record("cus_2", { ...ada, email: null }))).toEqual([
      "Ada (a@x.io)",
      "Ada (cus_2)",
    ]);
    expect(distinctNamesOf(record("cus_1", ada), record("cus_2", ada))).toEqual(["Ada (cus_1)", "Ada (cus_2)"]);
  });

  it("are listed once for one customer, with all reasons", () => {
    const customer = (id: string) => ({ id, email: null, has_account: false, created_at: "2026-01-01" });
    const group = (reason: "email" | "phone", score: number, ids: string[]) => ({
      ...{ reason, score, advice: "", customers: ids.map(customer) },
    });
    const groups = [group("email", 0.95, ["a", "b"]), group("phone", 0.6, ["a", "b", "c"])];

    expect(othersOf("a", groups).map(({ id, groups: of }) => [id, of.map(reasonTextOf)])).toEqual([
      ["b", ["spelling", "phone"]],
      ["c", ["phone"]],
    ]);
    expect([1, 0.9, 0.7, 0.5].map(certaintyOf)).toEqual(["high", "high", "medium", "low"]);
  });

  it("conflict in metadata where both have a key with different values", () => {
    const one = record("cus_1", { metadata: { a: 1, b: { c: 1 }, d: 1 } });
    expect(metadataConflicts(one, record("cus_2", { metadata: { a: 2, b: { c: 1 }, e: 1 } }))).toEqual(["a"]);
    expect(metadataConflicts(one, record("cus_2", {}))).toEqual([]);
  });
});
