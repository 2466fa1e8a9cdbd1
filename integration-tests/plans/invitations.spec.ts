import { describePlans } from "../helpers/databases/describe-plans";
import { planOf } from "../helpers/databases/query-plan";
import { sentStatements } from "../helpers/databases/sent-statements";

const ROWS = 20_000;

/** All customers are invited and most have accepted; every hundredth invitation is waiting, every fiftieth is sent. */
const FILL = `
  insert into customer (id, email, has_account)
    select 'cus_' || n, 'customer' || n || '@x.io', true from generate_series(1, ${ROWS}) n;
  insert into customer_invitation (id, customer_id, state, email, token_hash, sent_at, expires_at)
    select 'cusinv_' || n, 'cus_' || n,
      case when n % 100 = 0 then 'waiting' when n % 50 = 0 then 'sent' else 'accepted' end,
      case when n % 100 > 0 then 'customer' || n || '@x.io' end, case when n % 100 > 0 then md5(n::text) end,
      case when n % 100 > 0 then now() end, case when n % 100 > 0 then now() + n * interval '1 minute' end
    from generate_series(1, ${ROWS}) n;
  analyze customer; analyze customer_invitation;`;

describePlans(
  `the plans for ${ROWS} invitations`,
  {
    purpose: "invitations",
    fill: FILL,
    works: {
      "the job that sends": (service) => service.invitations.lease({ limit: 10 }),
      "an invitation": (service) => service.invitations.create({ customer_ids: ["cus_50", "cus_51"], renew: true }),
      "the customer of a token": (service) => service.invitations.findCustomer("unknown").catch(() => {}),
      "an acceptance": (service) => service.invitations.redeem("unknown").catch(() => {}),
      "a cancellation": (service) => service.invitations.cancel("cus_150"),
      "the last invitation of a customer": (service) => service.invitations.retrieveLast("cus_200"),
      "the last page of an import's invitations": (service) =>
        service.invitations.list({ import_id: "cusimp_1" }, { limit: 20, offset: 0 }),
      "a release of an import's invitations": (service) =>
        service.invitations.release({ state: "held", import_id: "cusimp_1" }).catch(() => {}),
      "the job that marks expired invitations": (service) => service.invitations.expire(),
    },
  },
  (module) => {
    it("the job that sends finds waiting invitations by an index on the state", async () => {
      const sent = await sentStatements(() => module.service.invitations.lease({ limit: 10 }));
      const [statement] = sent.filter(({ text }) => /\bcustomer_invitation\b/.test(text));
      const plan = await module.database.connect((client) => planOf(client, statement));
      expect(plan.indexScans.join()).toMatch(/IDX_customer_invitation_(waiting|state)/);
    });
  },
);
