import type { Dashboard } from "../../helpers/dashboard/dashboard";

const LAYOUT = "/admin/layouts/customer.list/configuration";
const ACTIONS = "widget:medusa-plugin-customers:customer-list-actions";

export default function listSetting(dashboard: Dashboard): void {
  afterEach(() => dashboard.database.run("truncate layout_configuration"));

  it("a user puts All customers in the place of Medusa's list, and back; the rest of the layout stays", async () => {
    const { page, admin } = dashboard;
    await dashboard.database.run("insert into customer (id, email, first_name) values ('cus_1', 'ada@x.io', 'Ada')");
    const arranged = { [ACTIONS]: { order: 3 } };
    await admin.post(LAYOUT, { configuration: { widgets: arranged } });
    await dashboard.goTo("/customers");
    await dashboard.heading(/^Customers$/).waitFor();
    await dashboard.button("Always show All customers").click();

    await dashboard.heading("All customers").waitFor();
    await page.getByText("1 customer", { exact: true }).waitFor();
    expect(await dashboard.heading(/^Customers$/).count()).toBe(0);
    expect(await page.getByRole("link", { name: "Create", exact: true }).getAttribute("href")).toBe(
      "/app/customers/create",
    );
    expect(await dashboard.violations()).toEqual([]);
    expect(await admin.get(LAYOUT)).toMatchObject({
      data: {
        personal_configuration: {
          configuration: { widgets: { ...arranged, "core:CustomerListTable": { hidden: true } } },
        },
        default_configuration: null,
      },
    });
    await page.reload();
    await dashboard.heading("All customers").waitFor();
    await dashboard.search("unknown");
    await page.getByText("No customers found").waitFor();

    await dashboard.button("Show Medusa's list").click();
    await dashboard.heading(/^Customers$/).waitFor();
    await dashboard.heading("All customers").waitFor({ state: "detached" });
  });

  it("keeps what another tab has arranged meanwhile, and no copy of a layout that nothing differs from", async () => {
    const { page, admin } = dashboard;
    await dashboard.goTo("/customers");
    await dashboard.button("Always show All customers").waitFor();
    await admin.post(LAYOUT, { configuration: { widgets: { [ACTIONS]: { order: 7 } } } });
    await dashboard.button("Always show All customers").click();
    await dashboard.heading("All customers").waitFor();
    expect(await admin.get(LAYOUT)).toMatchObject({
      data: { personal_configuration: { configuration: { widgets: { [ACTIONS]: { order: 7 } } } } },
    });

    await dashboard.database.run("truncate layout_configuration");
    await page.reload();
    await dashboard.button("Always show All customers").click();
    await dashboard.button("Show Medusa's list").click();
    await dashboard.heading(/^Customers$/).waitFor();
    expect(await admin.get(LAYOUT)).toMatchObject({ data: { personal_configuration: null } });
  });

  it("offers no switch where the layout cannot be read", async () => {
    dashboard.expectProblem(/status of 500/);
    await dashboard.page.route(`**${LAYOUT}`, (route) => route.fulfill({ status: 500, json: { message: "No." } }));
    await dashboard.goTo("/customers");
    await dashboard.page.getByRole("link", { name: "Duplicates", exact: true }).last().waitFor();

    await dashboard.button("Always show All customers").waitFor({ state: "detached" });
  });
}
