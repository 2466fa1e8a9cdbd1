import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/customer-module";
import { runOfMerge } from "../../../../../integration-tests/helpers/merges";
import { normalised, sentStatements } from "../../../../../integration-tests/helpers/sent-statements";

/** Each operation's statements as they go to PostgreSQL, white space aside. */
const EXPECTED: Record<string, string[]> = {
  "merges/progress: keep": [
    `
      update customer_merge set heartbeat_at = now() where id = $1 and run_id = $2 and survivor_id = $3 and
      completed_at is null returning merged_id
    `,
  ],
  "merges/progress: release": [
    `
      update customer_merge set run_id = null, heartbeat_at = now() where id = $1 and run_id = $2 and survivor_id =
      $3 and completed_at is null returning id
    `,
  ],
  "merges/progress: reopen": [
    `
      update customer_merge set completed_at = null, heartbeat_at = now() where id = $1 and run_id = $2 and
      survivor_id = $3 returning id
    `,
  ],
  "merges/hold": [
    `
      update customer_merge set heartbeat_at = now() where id = $1 and run_id = $2 and survivor_id = $3 and
      completed_at is null returning merged_id
    `,
    `
      select holder.id from customer merged join customer holder on holder.email = merged.email and
      holder.has_account = merged.has_account and holder.deleted_at is null where merged.id = $1 and holder.id <>
      all($2::text[]) limit 1
    `,
  ],
  "merges/find-unfinished: list": [
    `
      select id from customer_merge where completed_at is null and ( (run_id is null and heartbeat_at is not null)
      or coalesce(heartbeat_at, created_at) < now() - interval '5 minutes' ) and not exists ( select from customer
      where customer.id = customer_merge.merged_id and customer.deleted_at is null ) and ( attempts = 0 or
      coalesce(heartbeat_at, created_at) < now() - least(power(2, least(attempts, 10)), 60) * interval '1 minute' )
      order by id limit 100
    `,
  ],
  "merges/find-unfinished: claim": [
    `
      select id from customer_merge where survivor_id = $1 and kind = 'claim' and completed_at is null and not
      exists ( select from customer where customer.id = customer_merge.merged_id and customer.deleted_at is null )
      order by id limit 1
    `,
  ],
  "merges/find-unfinished: one": [
    `
      select id, merged_id, survivor_id, kind, created_by from customer_merge where id = $1 and not exists ( select
      from customer where customer.id = customer_merge.merged_id and customer.deleted_at is null )
    `,
  ],
  "merges/redirects: any": [
    `
      select 1 from customer_merge where merged_id = any($1::text[]) and not exists ( select from customer where
      customer.id = customer_merge.merged_id and customer.deleted_at is null ) limit 1
    `,
  ],
  "merges/refuse-unfinished": [
    `
      select merged_id, survivor_id from customer_merge where completed_at is null and (merged_id = any($1::text[])
      or survivor_id = any($2::text[])) and not exists ( select from customer where customer.id =
      customer_merge.merged_id and customer.deleted_at is null ) order by id limit 10
    `,
  ],
  "merges/settle: list": [
    `
      select id from customer_merge where settled_at is null and completed_at between now() - interval '1 day' and
      now() - interval '10 minutes' order by completed_at limit 100
    `,
  ],
  "merges/settle": [
    `
      update customer_merge set settled_at = now() where id = $1 and completed_at is not null
    `,
  ],
};

describeCustomerModule(({ service }) => {
  itOnOurs("each operation on who moves a merge sends exactly its statements", async () => {
    const sent: Record<string, string[]> = {};
    async function record(name: string, work: () => Promise<unknown>): Promise<void> {
      const statements = await sentStatements(work);
      sent[name] = statements.map(({ text }) => normalised(text)).filter((text) => text !== "select version();");
    }
    const guest = await service.createCustomers({ email: "a@x.io" });
    const other = await service.createCustomers({ email: "b@x.io" });
    const customer_ids = [guest.id, other.id];
    const merge = await service.mergeCustomers({ customer_ids });
    const run = runOfMerge(merge);

    await record("merges/progress: keep", () => service.keepCustomerMerge(run));
    await record("merges/hold", () => service.holdCustomerMerge(run));
    await record("merges/progress: release", () => service.releaseCustomerMerge(run));
    await record("merges/find-unfinished: list", () => service.listUnfinishedCustomerMerges());
    await record("merges/find-unfinished: claim", () => service.findUnfinishedClaim(other.id));
    await record("merges/find-unfinished: one", () => service.findCustomerMerge(merge.id));
    await record("merges/redirects: any", () => service.isAnyCustomerMerged(customer_ids));
    await record("merges/refuse-unfinished", () => service.refuseUnfinishedMerges(customer_ids).catch(() => {}));
    const resumed = await service.mergeCustomers({ customer_ids, resume: true });
    await service.completeCustomerMerge(runOfMerge(resumed));
    await record("merges/progress: reopen", () => service.reopenCustomerMerge(runOfMerge(resumed)));
    await record("merges/settle: list", () => service.listUnsettledCustomerMerges());
    await record("merges/settle", () => service.settleCustomerMerge(merge.id));

    const expected = Object.entries(EXPECTED).map(([name, statements]) => [name, statements.map(normalised)]);
    expect(sent).toEqual(Object.fromEntries(expected));
  });
});
