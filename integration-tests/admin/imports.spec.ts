import { readFileSync } from "node:fs";
import { SHOPIFY_FILE, UNKNOWN_FILE } from "../../scripts/screenshots/sample-files";
import type { Dashboard } from "../helpers/dashboard/dashboard";
import { describeDashboard } from "../helpers/dashboard/describe-dashboard";

const API = "**/admin/customers/imports";

const fileOf = (text: string, name = "customers.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

const emails = async ({ database }: Dashboard) =>
  (await database.sql<{ email: string }>("select email from customer order by email")).map(({ email }) => email);

describeDashboard("imports", (dashboard) => {
  beforeEach(() => dashboard.database.run("truncate customer, customer_import cascade"));

  /** Gives a file to the page of a new import. */
  async function upload(text: string, name?: string): Promise<void> {
    await dashboard.goTo("/customers/imports/new");
    await dashboard.page.locator("input[type=file]").setInputFiles(fileOf(text, name));
  }

  async function choose(column: string, target: string): Promise<void> {
    await dashboard.page.getByRole("combobox", { name: `Imported as: ${column}` }).click();
    await dashboard.page.getByRole("option", { name: target, exact: true }).click();
  }

  it("a list without imports says what to do", async () => {
    await dashboard.goTo("/customers");
    await dashboard.page.getByRole("link", { name: "Imports" }).click();

    await dashboard.page.getByText("No imports yet").waitFor();
    expect(await dashboard.violations()).toEqual([]);
  });

  it("a file is dropped, checked, confirmed and stored; its errors are listed, and saved as CSV", async () => {
    const { page } = dashboard;
    await upload(SHOPIFY_FILE, "shopify.csv");

    await dashboard.heading("shopify.csv").waitFor();
    await page.getByText("Nothing is stored yet").waitFor();
    await page.getByRole("row", { name: /^4 Email is not an email address/ }).waitFor();
    await page.getByRole("row", { name: /^6 Address 1: Country Warning/ }).waitFor();
    await page.getByRole("cell", { name: "Lovelace, Hopper, Noether" }).waitFor();
    expect(await dashboard.violations()).toEqual([]);
    expect(await emails(dashboard)).toEqual([]);

    await dashboard.button("Import 7 rows").click();
    await page.getByText("Completed with errors").waitFor();

    expect(await emails(dashboard)).toHaveLength(7);
    const [saved] = await Promise.all([page.waitForEvent("download"), dashboard.button("Download CSV").click()]);
    expect(readFileSync(await saved.path(), "utf8")).toMatch(/^line,level,field,reason,original\r?\n4,error,email,/);
    await page.getByRole("link", { name: "Imports" }).first().click();
    await page.getByRole("row", { name: /^shopify\.csv Completed with errors 8 7 0 1/ }).waitFor();
    expect(await dashboard.violations()).toEqual([]);
  });

  it("columns that are not known are chosen, with values of the file beside them", async () => {
    dashboard.expectProblem(/status of 400/);
    await upload(UNKNOWN_FILE);

    await dashboard.heading("Choose the columns").waitFor();
    await dashboard.page.getByText("Stammkundin, ruft zurück").waitFor();
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await choose("Bemerkung", "Metadata: Bemerkung");
    await choose("E-Mail-Adresse", "Do not import");
    await choose("Kundennummer", "Do not import");
    await dashboard.button("Upload and check").click();
    await dashboard.page.getByText("Choose a column with the email, the external ID or the ID.").waitFor();
    await choose("E-Mail-Adresse", "Email");
    await dashboard.button("Upload and check").click();
    await dashboard.button("Import 3 rows").click();
    await dashboard.page.getByText("Every row was imported.").waitFor();

    const found = "select email, first_name, last_name, external_id, metadata from customer order by email";
    expect(await dashboard.database.sql(found)).toEqual([
      expect.objectContaining({ email: "clara@example.de", metadata: { Bemerkung: "ruft zurück" } }),
      {
        email: "ida.noddack@example.de",
        first_name: "Ida",
        last_name: "Noddack",
        external_id: null,
        metadata: { Bemerkung: "Stammkundin" },
      },
      expect.objectContaining({ email: "lise.meitner@example.de" }),
    ]);
  });

  it("columns that the server suggests are chosen already", async () => {
    dashboard.expectProblem(/status of 400/);
    const body = {
      type: "invalid_data",
      message: "Not known.",
      suggested_mapping: { Wer: "email", Wo: "address_3_city" },
    };
    await dashboard.page.route(API, (route) => route.fulfill({ status: 400, json: body }));

    await upload("Wer;Wo\nada@x.io;London\n");

    await dashboard.page.getByRole("combobox", { name: "Imported as: Wer" }).getByText("Email").waitFor();
    await dashboard.page.getByRole("combobox", { name: "Imported as: Wo" }).getByText("Address 3: City").waitFor();
  });

  it("a checked file is checked again with other columns and options; a reload loses nothing", async () => {
    const { page } = dashboard;
    await dashboard.database.run(
      "insert into customer (id, email, first_name) values ('cus_1', 'ada@x.io', 'Augusta')",
    );
    await upload("email,first_name,company_name\nada@x.io,Ada,Engines\ngrace@x.io,Grace,Navy\n", "two.csv");
    await dashboard.button("Import 2 rows").waitFor();
    await page.reload();
    await dashboard.button("Import 2 rows").waitFor();
    const first = page.url();

    await page.getByRole("main").getByRole("button", { name: "Actions" }).first().click();
    await page.getByRole("menuitem", { name: "Change columns and options" }).click();
    await choose("company_name", "Do not import");
    // The first of the two choices to skip: of all customers who exist.
    await page.getByRole("radio", { name: "Skip" }).first().click();
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await dashboard.button("Check again").click();
    await page.waitForURL((url) => url.href !== first && !url.href.endsWith("/settings"));
    await dashboard.heading("two.csv").waitFor();
    await dashboard.button("Import 2 rows").click();
    await page.getByText("Every row was imported.").waitFor();

    expect(await dashboard.database.sql("select email, first_name, company_name from customer order by email")).toEqual(
      [
        { email: "ada@x.io", first_name: "Augusta", company_name: null },
        { email: "grace@x.io", first_name: "Grace", company_name: null },
      ],
    );
    expect(await dashboard.database.sql("select state from customer_import order by created_at")).toEqual([
      { state: "cancelled" },
      { state: "completed" },
    ]);
  });

  it("values that the file lacks are given for all rows: a country, groups, dates, a prefix", async () => {
    const { page } = dashboard;
    dashboard.expectProblem(/status of 400/);
    await upload("Nr;Mail;Seit;Ort;Strasse\n7;ada@x.io;03/04/2024;Bonn;Ring 1\n");
    await dashboard.heading("Choose the columns").waitFor();
    await choose("Nr", "External ID");
    await choose("Seit", "Created");
    const field = (name: RegExp) => page.getByRole("textbox", { name });
    await field(/^Country for addresses without one/).fill("Nowhere");
    await field(/^Add all customers to groups/).fill("Retail");
    await field(/^Prefix for external IDs/).fill("erp-");
    await page.getByRole("switch", { name: "Create missing groups" }).click();
    await page.getByRole("switch", { name: "Treat warnings as errors" }).click();
    await page.getByRole("combobox", { name: "Order in dates" }).click();
    await page.getByRole("option", { name: "DD/MM/YYYY", exact: true }).click();
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await dashboard.button("Upload and check").click();
    await page.getByRole("alert").getByText("Nowhere").waitFor();
    await field(/^Country for addresses without one/).fill("de");
    await dashboard.button("Upload and check").click();
    await dashboard.button("Import 1 row").click();
    await page.getByText("Every row was imported.").waitFor();

    expect(
      await dashboard.database.sql(`
        select external_id, customer.created_at::date::text as since, country_code, name from customer
        join customer_address on customer_address.customer_id = customer.id
        join customer_group_customer on customer_group_customer.customer_id = customer.id
        join customer_group on customer_group.id = customer_group_id`),
    ).toEqual([{ external_id: "erp-7", since: "2024-04-03", country_code: "de", name: "Retail" }]);
  });

  it("a file that is refused says why, and another one can be given", async () => {
    dashboard.expectProblem(/status of 400/);
    await upload("email,email\nada@x.io,ada@x.io\n");
    await dashboard.page.getByRole("alert").getByText("Columns 1 and 2 of the file have one name.").waitFor();
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);

    await dashboard.page.locator("input[type=file]").setInputFiles(fileOf("email\nada@x.io\n"));
    await dashboard.button("Import 1 row").waitFor();
  });

  it("an import that waits is cancelled, once that is meant", async () => {
    const { page } = dashboard;
    await upload("email\nada@x.io\n");
    await dashboard.button("Import 1 row").waitFor();
    await page.getByRole("main").getByRole("button", { name: "Actions" }).first().click();
    await page.getByRole("menuitem", { name: "Cancel import" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel import" }).click();

    await page.getByText("The import was cancelled.").waitFor();
    expect(await emails(dashboard)).toEqual([]);
  });

  it("works by keyboard alone", async () => {
    const { page } = dashboard;
    const focus = async (name: RegExp) => {
      await dashboard.button(name).waitFor();
      // A script as text: the types of the specs are those of Node.
      // A dialog that has just opened has the focus itself, and the text of all that is in it.
      const focused = () => page.evaluate<string>("document.activeElement?.closest('button')?.textContent ?? ''");
      for (let presses = 0; !name.test(await focused()); presses++) {
        expect(presses).toBeLessThan(80);
        await page.keyboard.press("Tab");
      }
    };
    // Before the key that opens it: the browser is asked for the event first, which takes a moment.
    const chosen = page.waitForEvent("filechooser");
    await dashboard.goTo("/customers/imports/new");
    // A dialog takes the focus when it has opened, also from a button in it that has it already.
    await page.locator("[role=dialog]:focus-within").waitFor();
    await focus(/^Drag and drop a file/);
    await page.keyboard.press("Enter");
    await (await chosen).setFiles(fileOf("email\nada@x.io\n"));
    await focus(/^Import 1 row$/);
    await page.keyboard.press("Enter");
    await page.getByText("Every row was imported.").waitFor();

    expect(await emails(dashboard)).toEqual(["ada@x.io"]);
  });

  it("one that is stored shows how far, how fast and how long, and ends by itself", async () => {
    const { page } = dashboard;
    await upload("email\nada@x.io\n");
    await dashboard.button("Import 1 row").waitFor();
    // A store is too fast to be looked at.
    let isDone = false;
    await page.route(`${API}/cusimp_*`, async (route) => {
      const response = await route.fetch();
      // as: what the route answers.
      const { import: one } = (await response.json()) as { import: object };
      const progress = { processed: 1_500, rate: 500, seconds_left: 2 };
      const working = { ...one, state: "importing", total: 2_600, invalid: 100, progress };
      await route.fulfill({ response, json: { import: isDone ? one : working } });
    });
    await page.reload();

    await page.getByText("1,500 of 2,500 rows · 500 rows per second · about 2 seconds left").waitFor();
    expect(await page.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("60");
    expect(await dashboard.violations()).toEqual([]);
    isDone = true;
    await dashboard.button("Import 1 row").waitFor();
  });

  it("warnings are distinguished from errors", async () => {
    const { page } = dashboard;
    await page.route(`${API}/cusimp_*/errors?*`, async (route) => {
      const rows = ["warning", "error"].map((level, line) => ({
        line,
        level,
        field: "phone",
        reason: level,
        raw: "x",
      }));
      await route.fulfill({ json: { errors: rows, count: 2, dropped: 0, limit: 10, offset: 0 } });
    });
    await upload("email\nwrong\nada@x.io\n");

    await page.getByRole("row", { name: /Phone Warning/ }).waitFor();
    await page.getByText("Warning", { exact: true }).waitFor();
  });

  it("a list that cannot be read says so, and is read again when asked", async () => {
    dashboard.expectProblem(/status of 500/);
    let isBroken = true;
    await dashboard.page.route(`${API}?*`, (route) =>
      isBroken ? route.fulfill({ status: 500, json: { message: "The database is away." } }) : route.continue(),
    );
    await dashboard.goTo("/customers/imports");
    await dashboard.page.getByText("The database is away.").waitFor();
    expect(await dashboard.violations()).toEqual([]);

    isBroken = false;
    await dashboard.button("Try again").click();
    await dashboard.page.getByText("No imports yet").waitFor();
  });

  it("a user whose role lacks the permissions reads which", async () => {
    const { page } = dashboard;
    await page.route("**/admin/feature-flags", (route) => route.fulfill({ json: { feature_flags: { rbac: true } } }));
    const permissions = ["customer:*", "customer_address:read", "customer_group:read"];
    await page.route("**/admin/rbac/me/permissions", (route) => route.fulfill({ json: { permissions } }));

    await dashboard.goTo("/customers/imports/new");
    await page.getByText("Your role lacks these permissions: customer_address:create").waitFor();
    await dashboard.goTo("/customers/imports");
    await page.getByText("No imports yet").waitFor();
    expect(await page.getByRole("link", { name: "Import", exact: true }).count()).toBe(0);
    await dashboard.goTo("/customers");
    await page.getByRole("link", { name: "Export", exact: true }).waitFor();
    expect(await page.getByRole("link", { name: "Import", exact: true }).count()).toBe(0);
  });

  it("in German, and on a phone", async () => {
    await dashboard.openPage({ language: "de", width: 390 });
    const { page } = dashboard;
    await upload(SHOPIFY_FILE);

    await dashboard.button("7 Zeilen importieren").waitFor();
    await page.getByText("Noch ist nichts gespeichert").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    expect(await page.getByText(/\b(imports|common)\.\w+/).count()).toBe(0);
    expect(await dashboard.violations()).toEqual([]);
  });
});
