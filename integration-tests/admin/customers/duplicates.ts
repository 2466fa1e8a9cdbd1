import type { Dashboard } from "../../helpers/dashboard/dashboard";
import { permitOnly } from "./roles";

const TWO = `insert into customer (id, email, has_account, first_name, last_name, phone) values
  ('cus_ada', 'ada@x.io', true, 'Ada', 'Lovelace', null), ('cus_guest', 'ada@x.io', false, 'Ada', 'King', null),
  ('cus_bob', 'bob@x.io', true, 'Bob', 'One', '+31612345678'), ('cus_rob', 'rob@x.io', true, 'Rob', 'Two', '0031612345678')`;

export default function duplicates(dashboard: Dashboard): void {
  it("without duplicates the page says so", async () => {
    await dashboard.goTo("/customers/duplicates");

    await dashboard.page.getByText("No duplicates").waitFor();
    expect(await dashboard.violations()).toEqual([]);
  });

  it("shows each group with its reason, side by side, and those of one reason alone", async () => {
    const { page } = dashboard;
    await dashboard.database.run(TWO);
    await dashboard.goTo("/customers/duplicates");

    const emails = page.getByRole("region", { name: "Same email" });
    await emails.getByRole("link", { name: "Ada Lovelace" }).waitFor();
    await emails.getByRole("link", { name: "Ada King" }).waitFor();
    await page.getByRole("region", { name: "Same phone" }).getByText("0031612345678").waitFor();
    expect(await dashboard.violations()).toEqual([]);

    await page.getByRole("combobox", { name: "Found by" }).click();
    await page.getByRole("option", { name: "Phone" }).click();
    await emails.waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("reason")).toBe("phone");
    await page.getByRole("region", { name: "Same phone" }).getByRole("link", { name: "Bob One" }).waitFor();
  });

  it("of more than two customers any two are chosen, and all are shown on request", async () => {
    const { page } = dashboard;
    await dashboard.database.run(`insert into customer (id, email, phone)
      select 'cus_' || n, 'c' || n || '@x.io', '+31612345678' from generate_series(1, 6) n`);
    await dashboard.goTo("/customers/duplicates");

    await dashboard.button("Show 2 more customers").click();
    await page.getByRole("checkbox", { name: "Choose c6@x.io" }).click();
    expect(await dashboard.button("Merge").isDisabled()).toBe(true);
    await page.getByRole("checkbox", { name: "Choose c2@x.io" }).click();
    expect(await page.getByRole("checkbox", { name: "Choose c3@x.io" }).isDisabled()).toBe(true);
    await page.getByRole("link", { name: "Merge", exact: true }).click();

    await dashboard.button("Merge c6@x.io into c2@x.io").waitFor();
  });

  it("an error says what to do, and trying again shows the list", async () => {
    const { page } = dashboard;
    dashboard.expectProblem(/status of 400/);
    const url = "**/admin/customers/duplicates?*";
    await page.route(url, (route) => route.fulfill({ status: 400, json: { message: "The list is not there." } }));
    await dashboard.database.run(TWO);
    await dashboard.goTo("/customers/duplicates");

    await page.getByRole("alert").getByText("The list is not there.").waitFor();
    await page.unroute(url);
    await dashboard.button("Try again").click();
    await page.getByRole("link", { name: "Ada King" }).waitFor();
  });

  it("values that are not loaded are not shown as empty, and can be loaded again", async () => {
    const { page } = dashboard;
    dashboard.expectProblem(/status of 400/);
    const url = "**/admin/customers?*id*";
    await page.route(url, (route) => route.fulfill({ status: 400, json: { message: "No records." } }));
    await dashboard.database.run(TWO);
    await dashboard.goTo("/customers/duplicates");

    await page.getByRole("alert").getByText("Names and addresses could not be loaded: No records.").waitFor();
    const card = page.getByRole("region", { name: "Same email" }).getByRole("listitem").first();
    expect(await card.getByText("Address", { exact: true }).count()).toBe(0);
    expect(await dashboard.violations()).toEqual([]);
    await page.unroute(url);
    await dashboard.button("Try again").click();
    await page.getByRole("link", { name: "Ada King" }).waitFor();
    await card.getByText("Address", { exact: true }).waitFor();
  });

  it("the merge of a filtered list leads back to the filtered list", async () => {
    const { page } = dashboard;
    await dashboard.database.run(TWO);
    await dashboard.goTo("/customers/duplicates?reason=phone");
    await page.getByRole("link", { name: "Merge", exact: true }).click();
    await dashboard.button(/^Merge (Rob|Bob)/).click();

    await page.getByText("No duplicates").waitFor();
    expect(new URL(page.url()).searchParams.get("reason")).toBe("phone");
  });

  it("a role that may not merge sees no merge; one that may not read reads which permission it lacks", async () => {
    const { page } = dashboard;
    await dashboard.database.run(TWO);
    await permitOnly(dashboard, ["customer:read"]);
    await dashboard.goTo("/customers/duplicates");
    await page.getByRole("link", { name: "Ada King" }).waitFor();
    expect(await page.getByRole("link", { name: "Merge", exact: true }).count()).toBe(0);

    await dashboard.goTo("/customers/cus_ada/merge?with=cus_guest");
    await page.getByText("Your role lacks these permissions: customer:update, customer:delete.").waitFor();
  });
}
