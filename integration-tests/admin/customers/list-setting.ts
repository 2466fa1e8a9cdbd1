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
    await page.getByRole("searchbox").fill("nobody");
    await page.getByText("No customers found").waitFor();

    await dashboard.button("Show Medusa's list").click();
    await dashboard.heading(/^Customers$/).waitFor();
    await dashboard.heading("All customers").waitFor({ state: "detached" });
  });
}
