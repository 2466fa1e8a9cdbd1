import type { Cluster } from "./cluster";

/** Mails that subscribers sent for an event: what was to be mailed, what no mail followed, and what was mailed twice. */
export type Mails = Record<string, { expected: number; missing: number; twice: number }>;

const MAILS: Record<string, string> = {
  "customer.email_change_requested": `
    select new_email as email, 'confirm-email' as template from customer_email_change`,
  "customer.email_changed": `
    select old_email as email, 'email-changed' as template from customer_email_change where state = 'confirmed'`,
  "customer.invited": `
    select email, 'invitation' as template from customer_invitation where state in ('announced', 'sent', 'accepted')`,
};

/** Counts the mails of the events that the example store's subscribers mail. */
export async function countMails(cluster: Cluster): Promise<Mails> {
  const mails: Mails = {};
  for (const [event, expected] of Object.entries(MAILS)) {
    const [row] = await cluster.sql<Mails[string]>(`
      select count(*)::int as expected, (count(*) filter (where sent = 0))::int as missing,
        (count(*) filter (where sent > 1))::int as twice
      from (
        select (select count(*) from notification where "to" = email and notification.template = expected.template) as sent
        from (${expected}) expected
      ) counted`);
    mails[event] = row;
  }
  return mails;
}
