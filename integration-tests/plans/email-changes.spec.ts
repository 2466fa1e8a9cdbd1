import { describePlans } from "../helpers/databases/describe-plans";
import { planOf } from "../helpers/databases/query-plan";
import { sentStatements } from "../helpers/databases/sent-statements";

const ROWS = 20_000;

/**
 * Every customer has changed the email before. The change of every hundredth customer is pending, and that of every thousandth
 * beside them was never completed.
 */
const FILL = `
  insert into customer (id, email, has_account)
    select 'cus_' || n, 'customer' || n || '@x.io', true from generate_series(1, ${ROWS}) n;
  insert into customer_email_change
    (id, customer_id, new_email, state, requested_by, token_hash, expires_at, updated_at, completed_at)
    select 'cusech_' || n, 'cus_' || n, 'new' || n || '@x.io', case when n % 100 = 0 then 'pending' else 'confirmed' end,
      'admin', md5(n::text), now() + interval '1 day', now() - n * interval '1 minute',
      case when n % 100 > 0 and n % 1000 <> 1 then now() end
    from generate_series(1, ${ROWS}) n;
  analyze customer; analyze customer_email_change;`;

describePlans(
  `the plans for ${ROWS} changes of email`,
  {
    purpose: "email-changes",
    fill: FILL,
    works: {
      "a request": (service) =>
        service.emailChanges.request({ customer_id: "cus_1", email: "other@x.io", requested_by: "customer" }),
      "a look at a token": (service) => service.emailChanges.findRedeemable({ token: "unknown" }).catch(() => {}),
      "a confirmation": (service) => service.emailChanges.redeem({ token: "unknown" }).catch(() => {}),
      "a cancellation": (service) => service.emailChanges.cancel("cus_100"),
      "the pending change": (service) => service.emailChanges.retrievePending("cus_200"),
      "an approval": (service) => service.emailChanges.approve("unknown").catch(() => {}),
      "the job": (service) => service.emailChanges.expire(),
      "the job that deletes old changes": (service) => service.emailChanges.deleteOld(),
      "an unfinished change": (service) => service.unfinishedEmailChanges.retrieve("cusech_1").catch(() => {}),
      "the end of a confirmation": (service) => service.unfinishedEmailChanges.complete("cusech_1001"),
      "the closing of a confirmed change": (service) => service.unfinishedEmailChanges.close("cusech_2001"),
    },
  },
  (module) => {
    it("the list of unfinished changes reads their own index, in its order, from behind a place", async () => {
      const { service, database } = module;
      const [first] = await service.unfinishedEmailChanges.list({ after: null, limit: 1 });
      for (const after of [null, first]) {
        const sent = await sentStatements(() => service.unfinishedEmailChanges.list({ after, limit: 100 }));
        const [statement] = sent.filter(({ text }) => /\bcustomer_email_change\b/.test(text));
        const plan = await database.connect((client) => planOf(client, statement));
        expect(plan.indexScans.join()).toMatch(/^Index (Only )?Scan IDX_customer_email_change_unfinished$/);
        expect([plan.wholeIndexes, plan.fullScans]).toEqual([[], []]);
        expect(plan.nodeTypes).not.toContain("Sort");
      }
    });
  },
);
