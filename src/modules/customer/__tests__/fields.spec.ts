import { describeCustomerModule } from "../../../../integration-tests/helpers/modules/customer-module";
import { ADDRESS_FIELDS, CUSTOMER_FIELDS, type Fields, fileNames } from "../fields";
import { clearBit, clearsOf } from "../imports/staging/cleared-fields";
import { STAGED_COLUMNS, stagedText } from "../imports/staging/staged-text";
import Customer from "../models/customer";
import CustomerAddress from "../models/customer-address";

/** The types of columns as PostgreSQL spells them. */
const TYPES = { text: "text", boolean: "boolean", jsonb: "jsonb", timestamptz: "timestamp with time zone" };

const TABLES: [table: string, fields: Fields, model: { parse(): { schema: object } }][] = [
  ["customer", CUSTOMER_FIELDS, Customer],
  ["customer_address", ADDRESS_FIELDS, CustomerAddress],
];

/** Written by a trigger and read by an index alone. */
const OF_THE_DATABASE = ["search_text", "import_slot", "import_fingerprint"];

/** Columns of the table of rows that an import has read, beside those of the customer. */
const OF_STAGED_ROWS = ["import_id", "line", "new_id", "clears", "groups", "addresses", "raw"];

type Column = { name: string; type: string; required: boolean };

describeCustomerModule(({ sql }) => {
  const columnsOf = (table: string): Promise<Column[]> =>
    sql(`
      select column_name as name, data_type as type, is_nullable = 'NO' as required
      from information_schema.columns where table_name = '${table}' order by column_name`);

  const expected = (fields: Fields): Column[] =>
    Object.entries(fields)
      .map(([name, { type, required = false }]) => ({ name, type: TYPES[type], required }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));

  describe("the table of columns", () => {
    it.each(TABLES)("has every column of %s with its type, and whether it may be null", async (table, fields) => {
      const columns = (await columnsOf(table)).filter(({ name }) => !OF_THE_DATABASE.includes(name));
      expect(columns).toEqual(expected(fields));
    });

    it.each(TABLES)("has every column of the model of %s, in the model's order", (_table, fields, model) => {
      const properties = Object.entries(model.parse().schema).flatMap(([name, property]) => {
        const { relationships, type } = parsed(property, name);
        return type === "belongsTo" ? [`${name}_id`] : relationships ? [] : [name];
      });
      expect(Object.keys(fields)).toEqual(properties);
    });

    it("has the columns of the rows that an import has read", async () => {
      const columns = await columnsOf("customer_import_row");
      const ofCustomers = columns.filter(({ name }) => !OF_STAGED_ROWS.includes(name));
      const files = Object.entries<Fields[string]>(CUSTOMER_FIELDS).filter(([, { file }]) => file !== undefined);
      // A row of a file may leave out whatever it likes.
      const optional = files.map(([name, field]) => [name, { ...field, required: undefined }] as const);

      expect(ofCustomers).toEqual(expected(Object.fromEntries(optional)));
      expect(STAGED_COLUMNS.split(", ").sort()).toEqual(columns.map(({ name }) => name).sort());
    });

    it("numbers the columns of files without a gap", () => {
      for (const [, fields] of TABLES) {
        const names: string[] = fileNames(fields, {});
        expect(names.map((name) => fields[name].file)).toEqual(names.map((_, index) => index + 1));
      }
    });
  });
});

describe("a row that an import has read", () => {
  it("has each value in the place of its column", () => {
    const customer = Object.fromEntries(fileNames(CUSTOMER_FIELDS, {}).map((name) => [name, `of ${name}`]));
    const text = stagedText("of import_id", {
      ...{ line: 1, raw: "of raw", newId: "of new_id", clears: false, makesNone: false, addressIds: [] },
      customer: { ...customer, groups: undefined, addresses: undefined },
    });

    const cells = text.trimEnd().split("\t");
    const columns = STAGED_COLUMNS.split(", ");
    expect(cells).toHaveLength(columns.length);
    columns.forEach((column, place) => {
      const other = { line: "1", clears: "0", groups: "\\N", addresses: "\\N" }[column];
      expect(cells[place]).toBe(other ?? `of ${column}`);
    });
  });

  it("knows what is cleared by one bit a field, which a field that is added changes for none", () => {
    const names = [
      "external_id",
      "email",
      "company_name",
      "first_name",
      "last_name",
      "phone",
      "created_by",
      "metadata",
    ];
    names.forEach((name, place) => {
      expect([clearBit(name), clearsOf({ [name]: null })]).toEqual([2 ** place, 2 ** place]);
    });
    expect(clearBit("has_account")).toBe(0);
  });
});

/** What the DML says of a property: a relation has a separate type. */
function parsed(property: { parse(name: string): object }, name: string): { relationships: boolean; type: string } {
  const parsedProperty = property.parse(name);
  const type = "type" in parsedProperty ? String(parsedProperty.type) : "";
  return { relationships: "type" in parsedProperty, type };
}
