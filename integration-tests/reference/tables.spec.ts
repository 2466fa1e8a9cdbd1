import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tablesPage } from "../../scripts/reference/tables-page";
import { FOLDER } from "../../scripts/reference/text";
import { useCustomerDatabase } from "../helpers/databases/customer-database";
import { migrateOurs } from "../helpers/databases/migrations";

const PAGE = join(FOLDER, "tables.md");

describe("docs/reference/tables.md", () => {
  const database = useCustomerDatabase("reference");

  it("is what the migrations add, and the jobs; UPDATE_REFERENCE=1 writes it", async () => {
    await migrateOurs(database.name);

    const text = await tablesPage((statement, values) => database.sql(statement, values));

    if (process.env.UPDATE_REFERENCE) {
      writeFileSync(PAGE, text);
    }
    expect(readFileSync(PAGE, "utf8")).toBe(text);
  });
});
