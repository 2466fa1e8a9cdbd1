import type { Dashboard } from "../../helpers/dashboard/dashboard";
import { registerLogin } from "./logins";
import { permitOnly } from "./roles";

const ADA = `insert into customer (id, email, has_account, first_name) values ('cus_ada', 'ada@x.io', true, 'Ada')`;

export default function accountCards(dashboard: Dashboard): void {
  const card = (name: string) => dashboard.page.getByRole("region", { name, exact: true });

  it("logins are listed with provider and verification; one is unlinked, the last one cannot be", async () => {
    const { page } = dashboard;
    await dashboard.database.run(ADA);
    await registerLogin(dashboard, "cus_ada", "ada@x.io");
    await registerLogin(dashboard, "cus_ada", "ada@x.io", "google");
    await dashboard.goTo("/customers/cus_ada");

    await card("Logins").getByText("Email and password").waitFor();
    await card("Logins").getByText("Verified", { exact: true }).waitFor();
    await card("Logins").getByText("Not verified", { exact: true }).waitFor();
    for (const name of ["Logins", "Change of email", "Duplicates"]) {
      expect(await dashboard.violations(`[aria-label="${name}"]`)).toEqual([]);
    }
    await card("Logins").getByRole("button", { name: "Actions" }).last().click();
    await page.getByRole("menuitem", { name: "Unlink" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Unlink" }).click();

    await page.getByText("The login is unlinked").first().waitFor();
    await card("Logins").getByRole("button", { name: "Actions" }).first().waitFor({ state: "detached" });
    expect(
      await dashboard.database.sql("select provider from provider_identity where id like 'authid\\_cus\\_ada%'"),
    ).toHaveLength(1);
  });

  it("a guest is invited, sees the state, and the invitation is cancelled", async () => {
    const { page } = dashboard;
    await dashboard.database.run(
      `insert into customer (id, email, has_account) values ('cus_guest', 'guest@x.io', false)`,
    );
    await dashboard.goTo("/customers/cus_guest");
    await dashboard.button("Send invitation").click();

    await card("Invitation").getByText("The mail is sent within a minute.").waitFor();
    expect(await dashboard.violations('[aria-label="Invitation"]')).toEqual([]);
    await dashboard.button("Cancel invitation").click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel invitation" }).click();
    await card("Invitation").getByText("Cancelled", { exact: true }).waitFor();
    expect(await dashboard.database.sql("select state from customer_invitation")).toEqual([{ state: "cancelled" }]);
  });

  it("an invitation that is refused says why", async () => {
    dashboard.expectProblem(/status of 400/);
    await dashboard.database.run(ADA);
    await dashboard.database.run(
      "insert into customer (id, email, has_account) values ('cus_guest', 'ada@x.io', false)",
    );
    await dashboard.goTo("/customers/cus_guest");
    await dashboard.button("Send invitation").click();

    await dashboard.page
      .getByText(/cus_guest/)
      .first()
      .waitFor();
    expect(await dashboard.database.sql("select from customer_invitation")).toEqual([]);
  });

  it("another email is requested, by keyboard alone, after a refusal; and the request is cancelled", async () => {
    const { page } = dashboard;
    dashboard.expectProblem(/status of 4\d\d/);
    await dashboard.database.run(ADA);
    await dashboard.database.run("insert into customer (id, email, has_account) values ('cus_bob', 'bob@x.io', true)");
    await registerLogin(dashboard, "cus_ada", "ada@x.io");
    await dashboard.goTo("/customers/cus_ada");
    await dashboard.button("Change email").focus();
    await page.keyboard.press("Enter");
    const email = page.getByRole("textbox", { name: "New email" });
    await email.focus();
    await page.keyboard.type("no email");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Enter an email, such as ada@example.com.").waitFor();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("bob@x.io");
    await page.keyboard.press("Control+Enter");
    await page
      .getByRole("dialog")
      .getByRole("alert")
      .getByText(/cus_bob/)
      .waitFor();
    expect(await dashboard.violations("[role=dialog]")).toEqual([]);
    await email.focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("ada@new.io");
    await page.keyboard.press("Control+Enter");

    await card("Change of email").getByText("ada@new.io").waitFor();
    expect(await dashboard.database.sql("select customer_id from customer_email_change")).toEqual([
      { customer_id: "cus_ada" },
    ]);
    await dashboard.button("Cancel change").click();
    await card("Change of email").getByText("No change is pending.").waitFor();
  });

  it("the guest of the customer's email is claimed, after a warning that the email is not verified", async () => {
    const { page } = dashboard;
    await dashboard.database.run(ADA);
    await dashboard.database.run(`insert into customer (id, email, has_account, first_name) values
      ('cus_guest', 'ada@x.io', false, 'Guest')`);
    await dashboard.goTo("/customers/cus_ada");
    await card("Guest of this email").getByRole("link", { name: "Guest" }).waitFor();
    expect(await dashboard.violations('[aria-label="Guest of this email"]')).toEqual([]);
    await dashboard.button("Claim guest").click();
    await page.getByText(/The email is not verified/).waitFor();
    await page.getByRole("alertdialog").getByRole("button", { name: "Claim guest" }).click();

    await dashboard.heading("Guest of this email").waitFor({ state: "detached" });
    await page.getByText(/^Claimed /).waitFor();
    expect(await dashboard.database.sql("select kind, survivor_id, merged_id from customer_merge")).toEqual([
      { kind: "claim", survivor_id: "cus_ada", merged_id: "cus_guest" },
    ]);
  });

  it("where claims are switched off, the guest is merged instead", async () => {
    const { page } = dashboard;
    await dashboard.database.run(ADA);
    await dashboard.database.run(`insert into customer (id, email, has_account, first_name) values
      ('cus_guest', 'ada@x.io', false, 'Guest')`);
    await page.route("**/admin/customers/cus_ada/claim", async (route) => {
      const response = await route.fetch();
      // as: what the route answers.
      const { claim } = (await response.json()) as { claim: object };
      await route.fulfill({ response, json: { claim: { ...claim, mode: "off" } } });
    });
    await dashboard.goTo("/customers/cus_ada");
    await card("Guest of this email").getByRole("link", { name: "Merge with guest" }).click();

    await dashboard.button("Merge Guest into Ada").waitFor();
    expect(await dashboard.button("Claim guest").count()).toBe(0);
  });

  it("possible duplicates are listed with their reasons; a role that may only read sees no action", async () => {
    await dashboard.database.run(`insert into customer (id, email, has_account, first_name, phone) values
      ('cus_ada', 'ada@x.io', true, 'Ada', '+31612345678'), ('cus_two', 'two@x.io', true, 'Two', '0031612345678')`);
    await dashboard.goTo("/customers/cus_ada");
    await card("Duplicates").getByText("Same phone").waitFor();
    await card("Duplicates").getByRole("link", { name: "Merge", exact: true }).waitFor();

    await permitOnly(dashboard, ["customer:read", "customer_address:read", "customer_group:read", "order:read"]);
    await dashboard.goTo("/customers/cus_ada");
    await card("Duplicates").getByText("Same phone").waitFor();
    await card("Change of email").getByText("No change is pending.").waitFor();
    for (const name of ["Change email", "Send invitation"]) {
      expect(await dashboard.button(name).count()).toBe(0);
    }
    expect(await dashboard.page.getByRole("link", { name: /^Merge/ }).count()).toBe(0);
  });
}
