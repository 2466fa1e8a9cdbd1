import type { Dashboard } from "../../helpers/dashboard/dashboard";
import { registerLogin } from "./logins";

const TWO = `insert into customer (id, email, has_account, first_name, last_name, phone, created_at) values
  ('cus_ada', 'ada@x.io', true, 'Ada', 'Lovelace', '+31 6 1', '2026-01-01'),
  ('cus_king', 'king@x.io', true, 'Ada', 'King', '+31 6 2', '2026-01-02')`;

type Row = { id: string; email: string; last_name: string; phone: string; deleted: boolean };

export default function merging(dashboard: Dashboard): void {
  const rows = () =>
    dashboard.database.sql<Row>(
      "select id, email, last_name, phone, deleted_at is not null as deleted from customer order by id",
    );

  it("merges two duplicates with the chosen survivor and values, and the list has them no more", async () => {
    const { page } = dashboard;
    await dashboard.database.run(TWO);
    await dashboard.database.run("update customer set phone = '+31612345678'");
    await dashboard.database.run(`insert into customer_address (id, customer_id, address_1) values
      ('cuaddr_1', 'cus_ada', 'Main Street 5')`);
    await dashboard.goTo("/customers/duplicates");
    await page.getByRole("link", { name: "Merge", exact: true }).click();

    await dashboard.button("Merge Ada King into Ada Lovelace").waitFor();
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await dashboard.button("Swap").click();
    await dashboard.button("Merge Ada Lovelace into Ada King").waitFor();
    await page.getByRole("radio", { name: "Lovelace" }).click();
    await page.getByText("Addresses", { exact: true }).waitFor();
    await dashboard.button("Merge Ada Lovelace into Ada Lovelace").waitFor({ state: "detached" });
    await dashboard.button("Merge Ada Lovelace into Ada King").click();

    await page.getByText("No duplicates").waitFor();
    expect(await rows()).toEqual([
      expect.objectContaining({ id: "cus_ada", deleted: true }),
      expect.objectContaining({ id: "cus_king", email: "king@x.io", last_name: "Lovelace", deleted: false }),
    ]);
    expect(await dashboard.database.sql("select customer_id from customer_address where deleted_at is null")).toEqual([
      { customer_id: "cus_king" },
    ]);
  });

  it("from a customer: another one is found by words, and the survivor shows who was merged into it", async () => {
    const { page } = dashboard;
    await dashboard.database.run(TWO);
    await dashboard.goTo("/customers/cus_ada");
    await page.getByRole("link", { name: "Merge with..." }).click();

    await page.getByRole("textbox", { name: "Merge with" }).fill("no-such-person");
    await page.getByText("No other customer is found by these words.").waitFor();
    await page.getByRole("textbox", { name: "Merge with" }).fill("king");
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await dashboard.button(/^Ada King/).click();
    await dashboard.button("Merge Ada King into Ada Lovelace").click();

    await page.getByText("Merged into this customer").waitFor();
    await page.getByText("king@x.io", { exact: true }).waitFor();
    expect(await rows()).toEqual([
      expect.objectContaining({ id: "cus_ada", deleted: false }),
      expect.objectContaining({ id: "cus_king", deleted: true }),
    ]);
  });

  it("two logins stop it, until both are kept", async () => {
    const { page } = dashboard;
    await dashboard.database.run(TWO);
    await registerLogin(dashboard, "cus_ada", "ada@x.io");
    await registerLogin(dashboard, "cus_king", "king@x.io");
    await dashboard.goTo("/customers/cus_ada/merge?with=cus_king");

    await page.getByText("Both customers can log in").waitFor();
    expect(await dashboard.button("Merge Ada King into Ada Lovelace").isDisabled()).toBe(true);
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await page.getByRole("checkbox", { name: "Keep both logins" }).click();
    await dashboard.button("Merge Ada King into Ada Lovelace").click();

    await page.getByText("Merged into this customer").waitFor();
    const owners =
      "select distinct app_metadata ->> 'customer_id' as owner from auth_identity where app_metadata ? 'customer_id'";
    expect(await dashboard.database.sql(owners)).toEqual([{ owner: "cus_ada" }]);
  });

  it("an email of a third customer stops it, and leads to the merge with that one", async () => {
    const { page } = dashboard;
    await dashboard.database.run(`insert into customer (id, email, has_account, first_name, created_at) values
      ('cus_ada', 'ada@x.io', true, 'Ada', '2026-01-01'), ('cus_guest', 'third@x.io', false, 'Guest', '2026-01-02'),
      ('cus_third', 'third@x.io', true, 'Third', '2026-01-03')`);
    await dashboard.goTo("/customers/cus_ada/merge?with=cus_guest");
    await page.getByRole("radio", { name: "third@x.io" }).click();

    await page.getByRole("alert").getByText("The email belongs to a third customer").waitFor();
    await page.getByRole("link", { name: "Merge with Third first" }).click();
    await dashboard.button("Merge Third into Ada").waitFor();
  });

  it("what is wrong with the pair is said in words: one customer twice, one who is deleted, one who was merged", async () => {
    const { page } = dashboard;
    await dashboard.database.run(TWO);
    for (const [other, text] of [
      ["cus_ada", "This is one customer"],
      ["cus_gone", "A customer does not exist"],
    ]) {
      await dashboard.goTo(`/customers/cus_ada/merge?with=${other}`);
      await page.getByRole("alert").getByText(text).waitFor();
    }
  });

  it("an interrupted merge of the pair is completed", async () => {
    const { page, database } = dashboard;
    await database.run(TWO);
    await dashboard.goTo("/customers/cus_ada/merge?with=cus_king");
    await dashboard.button("Merge Ada King into Ada Lovelace").click();
    await page.getByText("Merged into this customer").waitFor();
    // After so many attempts the job that completes merges waits for an hour: it must not be faster than the page.
    await database.run(
      "update customer_merge set completed_at = null, attempts = 10, heartbeat_at = now() - interval '30 minutes'",
    );
    await dashboard.goTo("/customers/cus_ada/merge?with=cus_king");

    await page.getByRole("alert").getByText("An earlier merge of these two was interrupted").waitFor();
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await dashboard.button("Complete it").click();
    await page.getByText("Merged into this customer").waitFor();
    expect(await database.sql("select from customer_merge where completed_at is null")).toEqual([]);
  });

  it("a customer who was merged leads to the survivor", async () => {
    const { page, database } = dashboard;
    await database.run(`${TWO}; insert into customer (id, email, first_name) values ('cus_bob', 'bob@x.io', 'Bob')`);
    await dashboard.goTo("/customers/cus_ada/merge?with=cus_king");
    await dashboard.button("Merge Ada King into Ada Lovelace").click();
    await page.getByText("Merged into this customer").waitFor();
    await dashboard.goTo("/customers/cus_bob/merge?with=cus_king");

    await page.getByRole("alert").getByText("A customer was merged already").waitFor();
    await page.getByRole("link", { name: "Merge Bob and Ada Lovelace" }).click();
    await dashboard.button(/^Merge Bob into Ada Lovelace/).waitFor();
  });

  it("a merge does not read its preview again: nothing says that the pair is merged already", async () => {
    const { page } = dashboard;
    await dashboard.database.run(TWO);
    await dashboard.goTo("/customers/cus_ada/merge?with=cus_king");
    const merge = dashboard.button("Merge Ada King into Ada Lovelace");
    await merge.waitFor();
    let previews = 0;
    await page.route("**/admin/customers/merge/preview", (route) => {
      previews++;
      return route.continue();
    });
    await merge.click();
    await page.getByText("Merged into this customer").waitFor();

    expect(previews).toBe(0);
  });

  it("a refusal of the server is shown, and nothing is merged", async () => {
    const { page } = dashboard;
    dashboard.expectProblem(/status of 400/);
    await dashboard.database.run(TWO);
    await page.route("**/admin/customers/merge", (route) =>
      route.fulfill({ status: 400, json: { message: "The shop refuses." } }),
    );
    await dashboard.goTo("/customers/cus_ada/merge?with=cus_king");
    await dashboard.button("Merge Ada King into Ada Lovelace").click();

    await page.getByRole("alert").getByText("The shop refuses.").waitFor();
    expect((await rows()).map(({ deleted }) => deleted)).toEqual([false, false]);
  });

  it("works by keyboard alone", async () => {
    const { page } = dashboard;
    await dashboard.database.run(TWO);
    await dashboard.goTo("/customers/cus_ada/merge");
    await page.getByRole("textbox", { name: "Merge with" }).waitFor();
    await page.keyboard.type("king");
    await dashboard.button(/^Ada King/).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("radio", { name: "+31 6 1" }).focus();
    await page.keyboard.press("ArrowRight");
    // The focus moves a moment after the key.
    await page.getByRole("radio", { name: "+31 6 2" }).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Space");
    await page.getByRole("radio", { name: "+31 6 2", checked: true }).waitFor();
    // It is disabled until the preview of this choice is there.
    const merge = page.getByRole("button", { name: "Merge Ada King into Ada Lovelace", disabled: false });
    await merge.waitFor();
    await merge.focus();
    await page.keyboard.press("Enter");

    await page.getByText("Merged into this customer").waitFor();
    expect((await rows())[0]).toMatchObject({ id: "cus_ada", phone: "+31 6 2" });
  });
}
