import type { Dashboard } from "../../helpers/dashboard/dashboard";
import { permitOnly } from "./roles";

const CUSTOMERS = `insert into customer (id, email, has_account)
    select 'cus_' || n, 'c' || n || '@x.io', n % 2 = 0 from generate_series(1, 60) n;
  insert into customer_group (id, name) values ('cusgroup_vip', 'VIP')`;

export default function groupMembers(dashboard: Dashboard): void {
  const members = async () =>
    (
      await dashboard.database.sql<{ customer_id: string }>(
        "select customer_id from customer_group_customer where deleted_at is null order by customer_id",
      )
    ).map(({ customer_id }) => customer_id);
  const dialog = () => dashboard.page.getByRole("dialog");
  const submit = (name: string) => dialog().getByRole("button", { name, exact: true }).click();

  beforeEach(() => dashboard.database.run(CUSTOMERS));

  it("pasted emails and ids are counted, unknown ones are named, and the others join", async () => {
    const { page } = dashboard;
    await dashboard.goTo("/customer-groups/cusgroup_vip");
    await dashboard.button("Add customers").click();
    expect(await dialog().getByRole("button", { name: "Add", exact: true }).isDisabled()).toBe(true);
    const pasted = Array.from({ length: 30 }, (_, index) => `C${index + 1}@x.io`).join("\n");
    await page.getByRole("textbox", { name: "Emails or IDs" }).fill(`${pasted}; cus_60, unknown@x.io`);

    await dialog().getByText("31 customers", { exact: true }).waitFor();
    await dialog().getByText("1 is not found").waitFor();
    await dialog().getByText("unknown@x.io", { exact: true }).waitFor();
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await submit("Add 31 customers");
    await page.getByText("31 customers added").first().waitFor();
    expect(await members()).toHaveLength(31);
  });

  it("by filters, with their number before: guests join, and those who match a search leave", async () => {
    const { page } = dashboard;
    await dashboard.goTo("/customer-groups/cusgroup_vip");
    await dashboard.button("Add customers").click();
    await page.getByRole("radio", { name: "Filters" }).click();
    await dialog().getByText("Enter a filter, or tick all customers.").waitFor();
    expect(await dialog().getByRole("button", { name: "Add", exact: true }).isDisabled()).toBe(true);
    await page.getByRole("checkbox", { name: "All customers" }).click();
    await dialog().getByText("60 customers", { exact: true }).waitFor();
    await page.getByRole("combobox", { name: "Account" }).click();
    await page.getByRole("option", { name: "Guests" }).click();
    await dialog().getByText("30 customers", { exact: true }).waitFor();
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await submit("Add 30 customers");
    await page.getByText("30 customers added").first().waitFor();
    expect(await members()).toHaveLength(30);

    await dashboard.button("Remove customers").click();
    await page.getByRole("radio", { name: "Filters" }).click();
    await page.getByRole("textbox", { name: "Search" }).fill("c11@x.io");
    await dialog().getByText("1 customer", { exact: true }).waitFor();
    await submit("Remove 1 customer");
    await page.getByText("1 customer removed").first().waitFor();
    expect(await members()).not.toContain("cus_11");
  });

  it("a refusal of the server is shown, and the list that was pasted stays; it works by keyboard alone", async () => {
    const { page } = dashboard;
    dashboard.expectProblem(/status of 400/);
    const url = "**/admin/customer-groups/*/customers/batch";
    await page.route(url, (route) => route.fulfill({ status: 400, json: { message: "The shop refuses." } }));
    await dashboard.goTo("/customer-groups/cusgroup_vip");
    await dashboard.button("Add customers").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Emails or IDs" }).focus();
    await page.keyboard.type("cus_7");
    await dialog().getByText("1 customer", { exact: true }).waitFor();
    await dialog().getByRole("button", { name: "Add 1 customer" }).focus();
    await page.keyboard.press("Enter");
    await dialog().getByRole("alert").getByText("The shop refuses.").waitFor();
    await page.unroute(url);
    await dialog().getByRole("button", { name: "Add 1 customer" }).focus();
    await page.keyboard.press("Enter");

    await page.getByText("1 customer added").first().waitFor();
    expect(await members()).toEqual(["cus_7"]);
  });

  it("a role that may not change groups does not see it", async () => {
    await permitOnly(dashboard, ["customer:read", "customer_group:read"]);
    await dashboard.goTo("/customer-groups/cusgroup_vip");

    await dashboard.heading("VIP").waitFor();
    expect(await dashboard.heading("Change many members").count()).toBe(0);
  });
}
