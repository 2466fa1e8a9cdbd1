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

  it("the last changes are listed; one is undone, once that is meant, and the undo is listed and undone too", async () => {
    const { page } = dashboard;
    const change = (body: object) => dashboard.admin.post("/admin/customer-groups/cusgroup_vip/customers/batch", body);
    await change({ add: { ids: ["cus_1", "cus_2", "cus_3"] } });
    await change({ add: { ids: ["cus_4"] }, remove: { ids: ["cus_1", "cus_2"] } });
    const card = page.getByRole("region", { name: "Last changes" });
    await dashboard.goTo("/customer-groups/cusgroup_vip");

    await card.getByText("1 customer added, 2 customers removed", { exact: true }).waitFor();
    await card.getByText("3 customers added", { exact: true }).waitFor();
    expect(await dashboard.violations('[aria-label="Last changes"]')).toEqual([]);
    await card.getByRole("button", { name: "Undo: 1 customer added, 2 customers removed" }).click();
    await page
      .getByRole("alertdialog")
      .getByText(/^2 customers added, 1 customer removed, as before/)
      .waitFor();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
    expect(await members()).toEqual(["cus_3", "cus_4"]);
    await card.getByRole("button", { name: "Undo: 1 customer added, 2 customers removed" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("alertdialog").getByRole("button", { name: "Undo" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("The change is undone").first().waitFor();
    await card.getByText("Undone", { exact: true }).waitFor();
    expect(await members()).toEqual(["cus_1", "cus_2", "cus_3"]);

    await card
      .getByText("2 customers added, 1 customer removed (undo of an earlier change)", { exact: true })
      .waitFor();
    await card.getByRole("button", { name: "Undo: 2 customers added, 1 customer removed" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Undo" }).click();
    await card.getByText("Undone", { exact: true }).nth(1).waitFor();
    expect(await members()).toEqual(["cus_3", "cus_4"]);
  });

  it("an undo that finds nothing to undo says so and offers none, and a second one is refused in words", async () => {
    const { page, admin } = dashboard;
    const url = "/admin/customer-groups/cusgroup_vip/customers";
    dashboard.expectProblem(/status of 400/);
    await admin.post(`${url}/batch`, { add: { ids: ["cus_1"] } });
    await admin.post(`${url}/batch`, { remove: { ids: ["cus_1"] } });
    const { data } = await admin.get<{ changes: { id: string }[] }>(`${url}/changes`);
    const card = page.getByRole("region", { name: "Last changes" });
    await dashboard.goTo("/customer-groups/cusgroup_vip");
    await card.getByRole("button", { name: "Undo: 1 customer added" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Undo" }).click();
    await page.getByText("Nothing could be undone").first().waitFor();
    await card.getByText("Nothing changed (undo of an earlier change)", { exact: true }).waitFor();
    expect(await dashboard.button("Undo: Nothing changed").count()).toBe(0);

    await card.getByRole("button", { name: "Undo: 1 customer removed" }).click();
    await admin.post(`${url}/changes/${data.changes[0].id}/undo`, {});
    await page.getByRole("alertdialog").getByRole("button", { name: "Undo" }).click();
    await page.getByText("Another user has undone this change already.").first().waitFor();
    expect(await members()).toEqual(["cus_1"]);
  });

  it("a role that may not change groups sees the last changes, and no action", async () => {
    await dashboard.admin.post("/admin/customer-groups/cusgroup_vip/customers/batch", { add: { ids: ["cus_1"] } });
    await permitOnly(dashboard, ["customer:read", "customer_group:read"]);
    await dashboard.goTo("/customer-groups/cusgroup_vip");

    await dashboard.page.getByText("1 customer added", { exact: true }).waitFor();
    expect(await dashboard.heading("Change many members").count()).toBe(0);
    expect(await dashboard.button(/^Undo/).count()).toBe(0);
  });
}
