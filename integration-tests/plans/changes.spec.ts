import { describePlans } from "../helpers/databases/describe-plans";

const ROWS = 20_000;

/** Customers who came and changed one a minute; every hundredth is deleted, and every tenth has changed the email. */
const FILL = `
  insert into customer (id, email, has_account, created_at, updated_at, deleted_at)
    select 'cus_' || n, 'customer' || n || '@x.io', true, now() - n * interval '1 minute', now() - n * interval '1 minute',
      case when n % 100 = 0 then now() - n * interval '1 minute' end
    from generate_series(1, ${ROWS}) n;
  insert into customer_email_change (id, customer_id, new_email, state, requested_by, token_hash, expires_at,
    updated_at, completed_at)
    select 'cusech_' || n, 'cus_' || n, 'new' || n || '@x.io', 'confirmed', 'admin', md5(n::text), now(), now() - n * interval '1 minute',
      now() - n * interval '1 minute'
    from generate_series(1, ${ROWS}, 10) n;
  analyze customer; analyze customer_email_change;`;

const SINCE = {
  since: new Date(Date.now() - 3_600_000),
  until: new Date().toISOString(),
  after: null,
  limit: 1_000,
};

describePlans(`the plans of changes among ${ROWS} customers`, {
  purpose: "changes",
  fill: FILL,
  // There are no merges here, and a table without rows is read from end to end.
  largeTables: ["customer", "customer_email_change"],
  works: {
    "customers who were created": (service) => service.changes.list("created", SINCE),
    "customers who were updated": (service) => service.changes.list("updated", SINCE),
    "customers who were deleted": (service) => service.changes.list("deleted", SINCE),
    "confirmed changes of email": (service) => service.changes.list("email_changed", SINCE),
  },
});
