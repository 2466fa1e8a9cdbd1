import type { AdminCustomersHealthResponse } from "medusa-plugin-customers/types";
import type { Dashboard } from "../../helpers/dashboard/dashboard";
import { permitOnly } from "./roles";

const API = "**/admin/customers/health";

export default function health(dashboard: Dashboard): void {
  it("says that all is well, and then what is wrong, since when and what to do", async () => {
    const { page } = dashboard;
    await dashboard.goTo("/customers/health");
    await page.getByText("Background work is running normally.").waitFor();
    await page.getByRole("row", { name: "Merges 0 0 0 - OK" }).waitFor();
    await page.getByText("Up to date").waitFor();
    expect(await dashboard.violations()).toEqual([]);

    // Not by a row: the store runs the job that would close it.
    await page.route(API, async (route) => {
      const response = await route.fetch();
      const { health }: AdminCustomersHealthResponse = await response.json();
      const finding = { code: "not_closed", kind: "email_changes", count: 1, seconds: 86_400 };
      const overdue = { ...health.overdue, email_changes: { rows: 1, seconds: 86_400 } };
      await route.fulfill({
        response,
        json: { health: { ...health, status: "attention", findings: [finding], overdue } },
      });
    });
    await dashboard.button("Check again").click();
    await page.getByText("Changes of email: 1 expired but not closed for 24 hours").waitFor();
    await page.getByText(/^The scheduled jobs do not run/).waitFor();
    await page.getByRole("row", { name: "Changes of email 1 24 hours Needs attention" }).waitFor();
    expect(await dashboard.violations()).toEqual([]);
  });

  it("counts confirmed changes of email that are not complete, and says what that means for the customer", async () => {
    const { page } = dashboard;
    await page.route(API, async (route) => {
      const response = await route.fetch();
      const { health }: AdminCustomersHealthResponse = await response.json();
      const finding = { code: "not_completed", kind: "unfinished_email_changes", count: 2, seconds: 3_600 };
      const overdue = { ...health.overdue, unfinished_email_changes: { rows: 2, seconds: 3_600 } };
      await route.fulfill({
        response,
        json: { health: { ...health, status: "attention", findings: [finding], overdue } },
      });
    });

    await dashboard.goTo("/customers/health");

    await page.getByText("Confirmed changes of email: 2 not complete, overdue for 1 hour").waitFor();
    await page
      .getByText(/^The customers have the new email already, and may still have to log in with the old one\./)
      .waitFor();
    await page.getByRole("row", { name: "Confirmed changes of email 2 1 hour Needs attention" }).waitFor();
    expect(await dashboard.violations()).toEqual([]);
  });

  it("says that it cannot be checked when the server stops to answer", async () => {
    const { page } = dashboard;
    dashboard.expectProblem(/ERR_FAILED/);
    await dashboard.goTo("/customers/health");
    await page.getByText("Background work is running normally.").waitFor();

    await page.route(API, (route) => route.abort());
    await dashboard.button("Check again").click();
    await page
      .getByRole("alert")
      .getByText(/^Health cannot be checked/)
      .waitFor();
    await page.getByText("Unknown", { exact: true }).waitFor();
    expect(await page.getByText("Background work is running normally.").count()).toBe(0);
    expect(await dashboard.violations()).toEqual([]);
    await page.unroute(API);
    await dashboard.button("Check again").click();
    await page.getByText("Background work is running normally.").waitFor();
  });

  it("is not shown to a role that may not read customers", async () => {
    await permitOnly(dashboard, ["customer_group:read"]);
    await dashboard.goTo("/customers/health");

    await dashboard.page.getByText("Your role lacks these permissions: customer:read").waitFor();
    expect(await dashboard.heading("Health").count()).toBe(0);
  });
}
