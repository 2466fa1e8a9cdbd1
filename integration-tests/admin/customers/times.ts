import type { Dashboard } from "../../helpers/dashboard/dashboard";

const CUSTOMERS = 100_000;
const ROUNDS = 3;

/** Names of a few people in thousands; every hundredth phone is that of another customer; half of them are in a group. */
const ROWS = `
  insert into customer (id, email, has_account, first_name, last_name, phone, created_at)
    select 'cus_' || lpad(n::text, 6, '0'), 'customer' || n || '@x.io', n % 3 = 0,
      (array['Ada', 'Grace', 'Emmy', 'Hedy', 'Mary'])[1 + n % 5], 'Name' || n % 5000,
      '+31' || (600000000 + case when n % 100 = 0 then n - 1 else n end), now() - n * interval '1 minute'
    from generate_series(1, ${CUSTOMERS}) n;
  insert into customer_group (id, name) select 'cusgroup_' || n, 'Group ' || n from generate_series(1, 100) n;
  insert into customer_group_customer (id, customer_id, customer_group_id)
    select 'cusgc_' || n, 'cus_' || lpad(n::text, 6, '0'), 'cusgroup_' || 1 + n % 10 from generate_series(1, ${CUSTOMERS / 2}) n;
  insert into customers_group_change (id, customer_group_id, added, removed)
    values ('cusmb_7ZZZZZZZZZZZZZZZZZZZZZZZZZ', 'cusgroup_1', 5000, 0);
`;

/** Each page, and what is its first content. */
const PAGES: Record<string, string> = {
  "/customers/all": "customer1@x.io",
  "/customers/all?q=name4711": "customer4711@x.io",
  "/customers/all?groups=cusgroup_7&order=email": "customer10006@x.io",
  "/customers/duplicates": "Same phone",
  "/customers/health": "Open work",
  "/customers/imports": "No imports yet",
  "/customers/exports": "No exports yet",
  "/customers/exports/new": "Export customers",
  "/customers/cus_000100": "Same phone",
  "/customers/cus_000100/merge?with=cus_000099": "What moves",
  "/customer-groups/cusgroup_1": "Last changes",
};

/** Not a part of `npm test`: `DASHBOARD_TIMES=1 npx jest integration-tests/admin/customers -t "first content"` prints times. */
export default function times(dashboard: Dashboard): void {
  it(`first content with ${CUSTOMERS} customers`, async () => {
    await dashboard.database.run(ROWS);
    await dashboard.database.run("analyze customer, customer_group, customer_group_customer");
    const lines: string[] = [];
    for (const [path, text] of Object.entries(PAGES)) {
      const taken: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        taken.push(await timeOf(path, text));
      }
      const [median] = taken.sort((one, other) => one - other).slice(1);
      lines.push(`${String(Math.round(median)).padStart(6)} ms  ${path}`);
    }
    process.stdout.write(`${lines.join("\n")}\n`);
  });

  /** Milliseconds from a click on a link until the text is there, in a dashboard that has shown no page of customers yet. */
  async function timeOf(path: string, text: string): Promise<number> {
    const { page } = dashboard;
    await dashboard.goTo("/settings/profile");
    await dashboard.heading("Profile").first().waitFor();
    const start = performance.now();
    await page.evaluate(
      `history.pushState({}, "", ${JSON.stringify(`/app${path}`)}); dispatchEvent(new PopStateEvent("popstate"))`,
    );
    await page.getByText(text, { exact: true }).first().waitFor();
    return performance.now() - start;
  }
}
