import { describeDashboard } from "../helpers/dashboard/describe-dashboard";

const API = "**/admin/customers/exports";

describeDashboard("exports", (dashboard) => {
  beforeEach(async () => {
    await dashboard.database.run("truncate customer, customer_export cascade");
    await dashboard.database.run(`insert into customer (id, email, has_account) values
      ('cus_1', 'ada@x.io', true), ('cus_2', 'bob@x.io', false), ('cus_3', 'cyd@x.io', true)`);
  });

  it("a list without exports says what to do", async () => {
    await dashboard.goTo("/customers/exports");

    await dashboard.page.getByText("No exports yet").waitFor();
    expect(await dashboard.violations()).toEqual([]);
  });

  it("the customers that a filtered list shows are exported, with the chosen columns, and saved", async () => {
    const { page } = dashboard;
    await dashboard.goTo("/customers?has_account=true&offset=0");
    await page.getByRole("link", { name: "Export", exact: true }).click();

    await dashboard.heading("Export customers").waitFor();
    await page.getByText("With an account").waitFor();
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await dashboard.button("Select none").click();
    await page.getByRole("checkbox", { name: "Has an account" }).click();
    await page.getByRole("checkbox", { name: "Email" }).click();
    await page.getByRole("switch", { name: "For Excel" }).click();
    await dashboard.button("Export").click();
    await page.getByRole("row", { name: /Completed 2 CSV With an account/ }).waitFor();
    expect(await dashboard.violations()).toEqual([]);

    const [saved] = await Promise.all([page.waitForEvent("download"), dashboard.button("Download").click()]);
    const answer = await fetch(saved.url());
    // As a buffer: text() would take the byte order mark off.
    expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe(
      "\ufeffemail,has_account\r\nada@x.io,true\r\ncyd@x.io,true\r\n".replaceAll("\r\n", "\n"),
    );
  });

  it("an export without columns is refused before it is asked for", async () => {
    await dashboard.goTo("/customers/exports/new");
    await dashboard.button("Select none").click();
    await dashboard.button("Export").click();

    await dashboard.page.getByText("Choose at least one column.").waitFor();
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    expect(await dashboard.database.sql("select from customer_export")).toEqual([]);
  });

  it("a refusal of the server is shown, and what was chosen stays", async () => {
    dashboard.expectProblem(/status of 400/);
    await dashboard.page.route(API, (route) =>
      route.fulfill({ status: 400, json: { message: "20 exports are waiting already." } }),
    );
    await dashboard.goTo("/customers/exports/new");
    await dashboard.page.getByRole("radio", { name: "JSON Lines" }).click();
    await dashboard.button("Export").click();

    await dashboard.page.getByRole("alert").getByText("20 exports are waiting already.").waitFor();
    expect(await dashboard.page.getByRole("radio", { name: "JSON Lines" }).isChecked()).toBe(true);
  });

  it("one that failed says why, and one that has expired offers no file", async () => {
    await dashboard.database.run(`insert into customer_export (id, state, format, columns, filters, row_count, error) values
      ('cusexp_1', 'failed', 'csv', '["email"]', '{}', 0, 'The storage is full.'),
      ('cusexp_2', 'expired', 'jsonl', '["email"]', '{"q":"ada"}', 7, null)`);
    await dashboard.goTo("/customers/exports");

    await dashboard.button("Failed: The storage is full.").waitFor();
    await dashboard.page.getByRole("row", { name: /Expired 7 JSON Lines Search: ada/ }).waitFor();
    expect(await dashboard.button("Download").count()).toBe(0);
    expect(await dashboard.violations()).toEqual([]);
  });

  it("works by keyboard alone", async () => {
    const { page } = dashboard;
    await dashboard.goTo("/customers/exports/new");
    await page.getByRole("checkbox", { name: "Email" }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("row", { name: /Completed 3 CSV All customers/ }).waitFor();

    const [{ columns }] = await dashboard.database.sql<{ columns: string[] }>("select columns from customer_export");
    expect(columns).toHaveLength(13);
    expect(columns).not.toContain("email");
  });

  it("a user whose role lacks the permissions reads which", async () => {
    const { page } = dashboard;
    await page.route("**/admin/feature-flags", (route) => route.fulfill({ json: { feature_flags: { rbac: true } } }));
    await page.route("**/admin/rbac/me/permissions", (route) =>
      route.fulfill({ json: { permissions: ["customer:read"] } }),
    );

    await dashboard.goTo("/customers/exports");
    await page.getByText("Your role lacks these permissions: customer_address:read, customer_group:read.").waitFor();
    await dashboard.goTo("/customers");
    await page.getByRole("heading", { name: "Customers" }).waitFor();
    expect(await page.getByRole("link", { name: "Export", exact: true }).count()).toBe(0);
  });
});
