import type { Dashboard } from "../../helpers/dashboard/dashboard";

const ROWS = `insert into customer (id, email, has_account, first_name, last_name, phone) values
    ('cus_ada', 'ada@x.io', true, 'Ada', 'Lovelace', '+31612345678'),
    ('cus_king', 'king@x.io', false, 'Ada', 'King', '+31612345678');
  insert into customer_group (id, name) values ('cusgroup_vip', 'VIP');
  insert into customers_group_change (id, customer_group_id, added, removed)
    values ('cusmb_7ZZZZZZZZZZZZZZZZZZZZZZZZZ', 'cusgroup_vip', 1200, 30)`;

const WIDTHS = [390, 1_280, 1_920];

/** A page, and a text of it that is there when it has loaded. */
const PAGES: [path: string, text: string][] = [
  ["/customers/all", "2 customers"],
  ["/customers/duplicates", "Same phone"],
  ["/customers/health", "Open work"],
  ["/customers/cus_ada", "Same phone"],
  ["/customers/cus_ada/merge?with=cus_king", "What moves"],
  ["/customer-groups/cusgroup_vip", "Last changes"],
];

export default function layouts(dashboard: Dashboard): void {
  it.each(PAGES)("%s reads from right to left, and fits a phone and a wide screen", async (path, text) => {
    await dashboard.database.run(ROWS);
    // The plugin's own texts are in English there.
    await dashboard.openPage({ language: "ar" });
    const { page } = dashboard;
    await dashboard.goTo(path);
    await page.getByText(text, { exact: true }).first().waitFor();

    expect(await page.evaluate("document.documentElement.dir")).toBe("rtl");
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([width, width]);
    }
  });

  it("works where the dashboard logs in by token", async () => {
    const { page } = dashboard;
    await dashboard.database.run(ROWS);
    await dashboard.useTokens();
    await dashboard.goTo("/customers/imports/new");
    const file = { name: "one.csv", mimeType: "text/csv", buffer: Buffer.from("email\nnew@x.io\n") };
    const [upload] = await Promise.all([
      page.waitForRequest(
        (request) => request.method() === "POST" && request.url().endsWith("/admin/customers/imports"),
      ),
      page.locator("input[type=file]").setInputFiles(file),
    ]);
    const { authorization, cookie } = await upload.allHeaders();
    expect([authorization, cookie]).toEqual([expect.stringMatching(/^Bearer /), undefined]);
    await dashboard.button("Import 1 row").waitFor();
    await dashboard.goTo("/customers/all");
    await page.getByText("2 customers", { exact: true }).waitFor();
  });
}
