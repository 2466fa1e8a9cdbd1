import { describePlans } from "../helpers/databases/describe-plans";

const ROWS = 20_000;

/** Rows that have ended or are not due, and a few open ones of each kind. */
const FILL = `
  insert into customer (id, email, has_account) select 'cus_' || n, 'customer' || n || '@x.io', true from generate_series(1, ${ROWS}) n;
  insert into customer_merge (id, merged_id, survivor_id, completed_at)
    select 'cusmrg_' || n, 'cus_old_' || n, 'cus_' || n, case when n > 5 then now() end from generate_series(1, ${ROWS}) n;
  insert into customer_export (id, state, format, columns, filters, expires_at)
    select 'cusexp_' || n, case when n > 5 then 'expired' else 'pending' end, 'csv', '[]', '{}', now() from generate_series(1, ${ROWS}) n;
  insert into customer_import (id, state, options, expires_at)
    select 'cusimp_' || n, case when n > 5 then 'completed' else 'importing' end, '{}', now() + interval '1 day' from generate_series(1, ${ROWS}) n;
  insert into customer_invitation (id, customer_id, state, expires_at)
    select 'cusinv_' || n, 'cus_' || n, case when n > 5 then 'accepted' else 'sent' end, now() + interval '1 day' from generate_series(1, ${ROWS}) n;
  insert into customer_email_change (id, customer_id, new_email, state, requested_by, token_hash, expires_at, updated_at, completed_at)
    select 'cuseml_' || n, 'cus_' || n, 'new' || n || '@x.io', case when n > 5 then 'confirmed' else 'pending' end, 'customer', 'hash' || n, now(),
      now() - interval '1 hour', case when n > 10 then now() end
    from generate_series(1, ${ROWS}) n;
  analyze;`;

describePlans(
  `the plans of the health among ${ROWS} rows of each kind of work`,
  {
    purpose: "health",
    fill: FILL,
    works: { "the health": (service) => service.health.read() },
  },
  (module) => {
    it("unfinished changes of email are read from their own index, which has no other rows", async () => {
      const plans = await module.plansOf(() => module.service.health.read());

      expect(plans.flatMap(({ indexScans }) => indexScans)).toContainEqual(
        expect.stringMatching(/ IDX_customer_email_change_unfinished$/),
      );
      expect((await module.service.health.read()).overdue?.unfinished_email_changes.rows).toBe(5);
    });
  },
);
