import type { Dashboard } from "../../helpers/dashboard/dashboard";
import { permitOnly } from "./roles";

/** Fifty customers, the last one the newest: customer1 to customer50, every fifth with an account. */
const FIFTY = `insert into customer (id, email, has_account, first_name, created_at)
  select 'cus_' || lpad(n::text, 2, '0'), 'customer' || n || '@x.io', n % 5 = 0, 'Name' || n,
    timestamptz '2026-01-01' + n * interval '1 hour' from generate_series(1, 50) n`;

export default function allCustomers(dashboard: Dashboard): void {
  const rowOf = (email: string) => dashboard.page.getByRole("row", { name: new RegExp(`\\b${email}`) });
  const tick = (name: string) => dashboard.page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).click();
  const choose = async (group: string) => {
    await dashboard.page.getByRole("combobox", { name: "Group" }).click();
    await dashboard.page.getByRole("option", { name: group }).click();
  };

  it("without customers the page says so", async () => {
    await dashboard.goTo("/customers/all");

    await dashboard.page.getByText("No customers yet").waitFor();
    expect(await dashboard.violations()).toEqual([]);
  });

  it("pages by cursor in both directions; a search begins again, and all of it is in the URL", async () => {
    const { page } = dashboard;
    await dashboard.database.run(FIFTY);
    await dashboard.goTo("/customers/all");

    await rowOf("customer50@").waitFor();
    await page.getByText("50 customers", { exact: true }).waitFor();
    expect(await dashboard.violations()).toEqual([]);
    await dashboard.button("Next").click();
    await rowOf("customer30@").waitFor();
    await page.reload();
    await rowOf("customer30@").waitFor();
    await dashboard.button("Previous").click();
    await rowOf("customer50@").waitFor();
    expect(await dashboard.button("Previous").isDisabled()).toBe(true);

    await dashboard.button("Next").click();
    await rowOf("customer30@").waitFor();
    await dashboard.search("customer4");
    await rowOf("customer49@").waitFor();
    await page.getByText("11 customers", { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe("customer4");
  });

  it("filters and order of the URL hold; columns are chosen and kept", async () => {
    const { page } = dashboard;
    await dashboard.database.run(FIFTY);
    await dashboard.goTo("/customers/all?has_account=true&order=email");

    await page.getByText("10 customers", { exact: true }).waitFor();
    const first = page.getByRole("row").nth(1);
    expect(await first.textContent()).toContain("customer10@x.io");
    await dashboard.button("Choose columns").click();
    await page.getByRole("menuitemcheckbox", { name: "External ID" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Phone" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("columnheader", { name: "External ID" }).waitFor();
    await page.reload();
    await page.getByRole("columnheader", { name: "External ID" }).waitFor();
    expect(await page.getByRole("columnheader", { name: "Phone" }).count()).toBe(0);
  });

  it("groups of the filter, and of a change, are found by name, however many there are", async () => {
    const { page, database } = dashboard;
    await database.run(`${FIFTY};
      insert into customer_group (id, name) select 'cusgroup_' || n, 'Group ' || lpad(n::text, 4, '0') from generate_series(1, 1200) n;
      insert into customer_group_customer (id, customer_id, customer_group_id) values ('cusgc_1', 'cus_07', 'cusgroup_1200')`);
    await dashboard.goTo("/customers/all");
    await dashboard.button("Filter").click();
    await page.getByRole("menuitem", { name: "Groups" }).click();
    await page.getByText("20 of 1,200 groups. Search for others.").waitFor();
    await page.getByRole("checkbox", { name: "Group 0002" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("checkbox", { name: "Group 0002", checked: true }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.getByRole("checkbox", { name: "Group 0003", checked: true }).waitFor();
    await page.keyboard.press("Space");
    await page.getByRole("searchbox", { name: "Search groups" }).fill("1200");
    await page.getByRole("checkbox", { name: "Group 1200" }).click();
    // Not before another is ticked: a filter without a value closes.
    await page.getByRole("checkbox", { name: "Group 0002", checked: true }).click();
    await page.getByText("1 customer", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Group 1200" }).waitFor();
    expect(await dashboard.violations()).toEqual([]);

    await tick("Name7");
    await dashboard.button("Add to group").click();
    await page.getByRole("combobox", { name: "Group" }).fill("1199");
    await page.getByRole("option", { name: "Group 1199" }).click();
    await dashboard.button("Add").click();
    await page.getByText("1 customer added").first().waitFor();
    expect(
      await database.sql("select customer_id from customer_group_customer where customer_group_id = 'cusgroup_1199'"),
    ).toEqual([{ customer_id: "cus_07" }]);
  });

  it("customers of two pages, then all that match, join a group; those who match a search leave it", async () => {
    const { page, database } = dashboard;
    await database.run(`${FIFTY}; insert into customer_group (id, name) values ('cusgroup_vip', 'VIP')`);
    const members = async () =>
      (await database.sql("select from customer_group_customer where deleted_at is null")).length;
    await dashboard.goTo("/customers/all");
    await tick("Name50");
    await dashboard.button("Next").click();
    await tick("Name30");
    await page.getByText("2 customers selected").waitFor();
    await dashboard.button("Add to group").click();
    await dashboard.button("Add").click();
    await page.getByRole("alert").getByText("Choose a group.").waitFor();
    await choose("VIP");
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await dashboard.button("Add").click();
    await page.getByText("2 customers added").first().waitFor();
    expect(await members()).toBe(2);

    await tick("Name29");
    await dashboard.button("Select all 50 that match").click();
    await page.getByText("50 customers selected").waitFor();
    await dashboard.button("Add to group").click();
    await choose("VIP");
    await dashboard.button("Add").click();
    await page.getByText("48 customers added").first().waitFor();
    expect(await members()).toBe(50);

    await dashboard.goTo("/customers/all?q=customer4");
    await page.getByRole("checkbox", { name: "Select this page" }).click();
    await page.getByText("11 customers selected").waitFor();
    await dashboard.button("Remove from group").click();
    await choose("VIP");
    await dashboard.button("Remove").click();
    await page.getByText("11 customers removed").first().waitFor();
    expect(await members()).toBe(39);
  });

  it("selected customers are exported", async () => {
    await dashboard.database.run(FIFTY);
    await dashboard.goTo("/customers/all");
    await tick("Name50");
    await tick("Name49");
    await dashboard.page
      .getByRole("region", { name: "Selected customers" })
      .getByRole("button", { name: "Export" })
      .click();

    await dashboard.page.getByRole("row", { name: /Completed 2 CSV/ }).waitFor();
  });

  it("deletes what is selected, by keyboard alone, and reports who was refused and why", async () => {
    const { page, database } = dashboard;
    await database.run(FIFTY);
    await database.run(`insert into customer_merge (id, merged_id, survivor_id, kind, heartbeat_at)
      values ('cusmer_1', 'cus_gone', 'cus_50', 'merge', now())`);
    dashboard.expectProblem(/status of 400/);
    await dashboard.goTo("/customers/all?q=customer5");
    await page.getByRole("checkbox", { name: "Select this page" }).focus();
    await page.keyboard.press("Space");
    await page.getByText("2 customers selected").waitFor();
    await dashboard.button("Delete").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox", { name: "Yes, delete them" }).focus();
    await page.keyboard.press("Space");
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Delete 2 customers" }).focus();
    await page.keyboard.press("Enter");

    await page.getByText("1 customer was deleted.").waitFor();
    await page.getByText("1 customer was not deleted").waitFor();
    await page.getByRole("dialog").getByText("cus_50", { exact: true }).waitFor();
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).last().click();
    await page.getByText("1 customer", { exact: true }).waitFor();
    const live = await database.sql("select id from customer where deleted_at is null and email like 'customer5%'");
    expect(live).toEqual([{ id: "cus_50" }]);
  });

  it("deletes all that match, however many pages they have, but none who registers meanwhile", async () => {
    await dashboard.database.run(
      `insert into customer (id, email) select 'cus_' || n, 'c' || n || '@x.io' from generate_series(1, 230) n`,
    );
    await dashboard.page.route("**/admin/customers/batch", async (route) => {
      await dashboard.database.run(
        "insert into customer (id, email) values ('cus_new', 'new@x.io') on conflict (id) do nothing",
      );
      await route.continue();
    });
    await dashboard.goTo("/customers/all");
    await dashboard.page.getByRole("checkbox", { name: "Select this page" }).click();
    await dashboard.button("Select all 230 that match").click();
    await dashboard.button("Delete").click();
    await dashboard.page.getByRole("checkbox", { name: "Yes, delete them" }).click();
    const submit = dashboard.page.getByRole("dialog").getByRole("button", { name: "Delete 230 customers" });
    expect(await submit.isDisabled()).toBe(true);
    await dashboard.page.getByRole("textbox", { name: "Type the number of customers: 230" }).fill("230");
    await submit.click();

    await dashboard.page.getByText("230 customers were deleted.").waitFor();
    const rest = await dashboard.database.sql("select id from customer where deleted_at is null");
    expect(rest).toEqual([{ id: "cus_new" }]);
  });

  it("Escape stops a deletion, and the report stays until it is closed, also when the list cannot be read", async () => {
    const { page, database } = dashboard;
    await database.run(
      `insert into customer (id, email) select 'cus_' || n, 'c' || n || '@x.io' from generate_series(1, 230) n`,
    );
    await dashboard.goTo("/customers/all");
    await page.getByRole("checkbox", { name: "Select this page" }).click();
    await dashboard.button("Select all 230 that match").click();
    await dashboard.button("Delete").click();
    await page.getByRole("checkbox", { name: "Yes, delete them" }).click();
    await page.getByRole("textbox", { name: /^Type the number/ }).fill("230");
    dashboard.expectProblem(/status of 400/);
    await page.route("**/admin/customers/batch", async (route) => {
      // The list cannot be read from now on.
      await page.route("**/admin/customers/cursor?*limit=20*", (list) =>
        list.fulfill({ status: 400, json: { message: "The list is not there." } }),
      );
      await page.keyboard.press("Escape");
      await route.continue();
    });
    await page.getByRole("dialog").getByRole("button", { name: "Delete 230 customers" }).click();

    await page.getByText("100 customers were deleted. The rest was not tried, because you stopped it.").waitFor();
    await page.getByText("The list is not there.").waitFor();
    expect(await database.sql("select from customer where deleted_at is null")).toHaveLength(130);
    await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).last().click();
    await page.unroute("**/admin/customers/cursor?*limit=20*");
    // There are no filters that could be wrong.
    expect(await page.getByRole("link", { name: "Show all customers" }).count()).toBe(0);
    await dashboard.button("Try again").click();
    await page.getByText("130 customers", { exact: true }).waitFor();
  });

  it("an error says what to do; a role sees the actions that it may use only", async () => {
    const { page } = dashboard;
    await dashboard.database.run(FIFTY);
    await permitOnly(dashboard, ["customer:read"]);
    await dashboard.goTo("/customers/all");
    await tick("Name50");
    await page.getByText("1 customer selected").waitFor();
    for (const name of ["Add to group", "Export", "Delete"]) {
      expect(await dashboard.button(name).count()).toBe(0);
    }

    dashboard.expectProblem(/status of 400/);
    await dashboard.goTo("/customers/all?order=nothing");
    await page.getByRole("alert").getByRole("button", { name: "Try again" }).waitFor();
    await page.getByRole("link", { name: "Show all customers" }).click();
    await page.getByText("50 customers", { exact: true }).waitFor();
  });

  it("a selection that ended does not come back", async () => {
    const { page } = dashboard;
    await dashboard.database.run(FIFTY);
    await dashboard.goTo("/customers/all");
    await tick("Name50");
    await page.getByText("1 customer selected").waitFor();
    await dashboard.search("customer4");
    await page.getByText("11 customers", { exact: true }).waitFor();
    await dashboard.search("");
    await page.getByText("50 customers", { exact: true }).waitFor();
    expect(await page.getByText("1 customer selected").count()).toBe(0);
  });

  it("the customer list leads to it with its filters, and fits a phone in German", async () => {
    await dashboard.database.run(FIFTY);
    await dashboard.openPage({ language: "de", width: 390 });
    const { page } = dashboard;
    await dashboard.goTo("/customers?has_account=true&offset=0");
    await page.getByRole("main").getByRole("link", { name: "Alle Kunden" }).click();

    await page.getByText("10 Kunden", { exact: true }).waitFor();
    expect(await dashboard.violations()).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
  });
}
