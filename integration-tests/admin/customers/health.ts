import type { Dashboard } from "../../helpers/dashboard/dashboard";
import { permitOnly } from "./roles";

export default function health(dashboard: Dashboard): void {
  it("says that all is well, and then what is wrong, since when and what to do", async () => {
    const { page, database } = dashboard;
    await dashboard.goTo("/customers/health");
    await page.getByText("All background work goes on. Nothing to do.").waitFor();
    await page.getByRole("row", { name: "Merges 0 0 0 - OK" }).waitFor();
    await page.getByText("Up to date").waitFor();
    expect(await dashboard.violations()).toEqual([]);

    await database.run(`insert into customer (id, email) values ('cus_1', 'ada@x.io');
      insert into customer_email_change (id, customer_id, new_email, requested_by, token_hash, expires_at)
      values ('cusemch_1', 'cus_1', 'new@x.io', 'admin', 'hash', now() - interval '1 day')`);
    await dashboard.button("Check again").click();
    await page.getByText("Changes of email: 1 expired but not closed for 24 hours").waitFor();
    await page.getByText(/^The hourly jobs do not run/).waitFor();
    await page.getByRole("row", { name: "Changes of email 1 24 hours Needs attention" }).waitFor();
    expect(await dashboard.violations()).toEqual([]);
  });

  it("is not shown to a role that may not read customers", async () => {
    await permitOnly(dashboard, ["customer_group:read"]);
    await dashboard.goTo("/customers/health");

    await dashboard.page.getByText("Your role lacks these permissions: customer:read").waitFor();
    expect(await dashboard.heading("Health").count()).toBe(0);
  });
}
