import type { Dashboard } from "../../helpers/dashboard/dashboard";

const HEADER =
  "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1," +
  "Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Phone,Total Spent,Tags";

const row = (id: string, name: string, email: string, phone = "") =>
  `'${id},${name},${email},yes,,12 St James Square,London,,GB,SW1Y 4JH,${phone},0.00,`;

/** An export of Shopify with two errors: an email that is none, and an id that two customers have. */
const FILE = [
  HEADER,
  row("1", "Ada,Lovelace", "ada@example.com", "'+442079460000"),
  row("2", "Ada,King", "king@example.com", "'+442079460000"),
  row("3", "Emmy,Noether", "emmy.noether@example"),
  row("4", "Hedy,Lamarr", "hedy@example.com"),
  row("4", "Hedy,Keller", "keller@example.com"),
  "",
].join("\n");

/** 500 more customers, and an account with the email of an imported guest. */
const OTHERS = `insert into customer (id, email, created_at)
    select 'cus_' || n, 'many' || n || '@x.io', '2026-01-01' from generate_series(1, 500) n;
  insert into customer (id, email, has_account, first_name) values ('cus_hedy', 'hedy@example.com', true, 'Account');
  insert into customer_group (id, name) values ('cusgroup_vip', 'VIP')`;

export default function story(dashboard: Dashboard): void {
  it("import, a mapping that is corrected, merge, claim, 500 members, export and download", async () => {
    const { page, database } = dashboard;
    await dashboard.goTo("/customers/imports/new");
    const file = { name: "shopify.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) };
    await page.locator("input[type=file]").setInputFiles(file);
    await dashboard.heading("shopify.csv").waitFor();
    await page.getByRole("row", { name: /^4 Email/ }).waitFor();
    await page.getByRole("row", { name: /^6 / }).waitFor();
    await page.getByRole("main").getByRole("button", { name: "Actions" }).first().click();
    await page.getByRole("menuitem", { name: "Change columns and options" }).click();
    await page.getByRole("combobox", { name: "Imported as: Customer ID" }).click();
    await page.getByRole("option", { name: "Do not import", exact: true }).click();
    await dashboard.button("Check again").click();
    await dashboard.button("Import 4 rows").click();
    await page.getByText("Completed with errors").waitFor();

    await page.getByRole("link", { name: "Duplicates" }).click();
    await page.getByText("Same phone").first().waitFor();
    await page
      .getByRole("main")
      .getByRole("link", { name: /^Merge/ })
      .first()
      .click();
    await dashboard.button(/^Merge Ada \w+ into Ada \w+/).click();
    await page.getByText("No duplicates").waitFor();
    await database.run(OTHERS);

    await page.getByRole("link", { name: "All customers" }).first().click();
    await dashboard.search("account");
    await page
      .getByRole("row", { name: /Account hedy@example\.com/ })
      .getByRole("link")
      .first()
      .click();
    await dashboard.button("Claim guest").click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Claim guest" }).click();
    await page.getByText(/^Claimed /).waitFor();

    await page.getByRole("link", { name: "All customers" }).first().click();
    await dashboard.search("many");
    await page.getByText("500 customers", { exact: true }).waitFor();
    await page.getByRole("checkbox", { name: "Select this page" }).click();
    await dashboard.button("Select all 500 that match").click();
    await dashboard.button("Add to group").click();
    await page.getByRole("combobox", { name: "Group" }).click();
    await page.getByRole("option", { name: "VIP" }).click();
    await dashboard.button("Add").click();
    await page.getByText("500 customers added").first().waitFor();

    await page.getByRole("link", { name: "Export", exact: true }).click();
    await dashboard.heading("Export customers").waitFor();
    await dashboard.button("Export").click();
    await page.getByRole("row", { name: /Completed 500 CSV/ }).waitFor();
    const [saved] = await Promise.all([page.waitForEvent("download"), dashboard.button("Download").click()]);
    const lines = (await (await fetch(saved.url())).text()).trim().split("\n");
    expect(lines).toHaveLength(501);
    expect(await database.sql("select kind from customer_merge order by kind")).toEqual([
      { kind: "claim" },
      { kind: "merge" },
    ]);
    expect(await database.sql("select count(*)::int as count from customer_group_customer")).toEqual([{ count: 500 }]);
  });
}
