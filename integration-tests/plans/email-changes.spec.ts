import { describePlans } from "../helpers/databases/describe-plans";

const ROWS = 20_000;

/** Every customer has changed the email before, and the change of every hundredth customer is pending. */
const FILL = `
  insert into customer (id, email, has_account)
    select 'cus_' || n, 'customer' || n || '@x.io', true from generate_series(1, ${ROWS}) n;
  insert into customer_email_change (id, customer_id, new_email, state, requested_by, token_hash, expires_at)
    select 'cusech_' || n, 'cus_' || n, 'new' || n || '@x.io', case when n % 100 = 0 then 'pending' else 'confirmed' end,
      'admin', md5(n::text), now() + interval '1 day'
    from generate_series(1, ${ROWS}) n;
  analyze customer; analyze customer_email_change;`;

describePlans(`the plans for ${ROWS} changes of email`, {
  purpose: "email-changes",
  fill: FILL,
  works: {
    "a request": (service) =>
      service.emailChanges.request({ customer_id: "cus_1", email: "other@x.io", requested_by: "customer" }),
    "confirmed changes whose login may have kept its name": (service) => service.emailChanges.listConfirmed(),
    "a confirmation": (service) => service.emailChanges.redeem({ token: "unknown" }).catch(() => {}),
    "a cancellation": (service) => service.emailChanges.cancel("cus_100"),
    "the pending change": (service) => service.emailChanges.retrievePending("cus_200"),
    "an approval": (service) => service.emailChanges.approve("unknown").catch(() => {}),
    "the job": (service) => service.emailChanges.expire(),
    "the job that deletes old changes": (service) => service.emailChanges.deleteOld(),
  },
});
