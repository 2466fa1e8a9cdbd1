import type { AuthIdentityDTO } from "@medusajs/framework/types";
import type { EmailChange } from "../../../src/modules/customer/email-changes/email-change";
import type { ApiClient } from "../http/api-client";
import { createIdentity, registerAndLogIn } from "../logins/logins";
import { SentEvents } from "../stores/sent-events";
import type { Store } from "../stores/store";
import { mailed, requestChange } from "./email-changes";

type Unfinished = {
  account(email: string): Promise<string>;
  /** Sets the time of every confirmation. */
  lateBy(minutes: number): Promise<unknown>;
  /** Stores changes of so many customers, confirmed an hour or ten minutes ago. @returns their ids. */
  confirmedByOthers(count: number, of: { isComplete: boolean }): Promise<string[]>;
  /** Stores what a process leaves that dies before it renames the login. */
  halfConfirmed(given?: {
    name?: string;
    minutesAgo?: number;
    login?: string;
  }): Promise<EmailChange & { identity: AuthIdentityDTO }>;
  /** The same for a change that the customer requested with the password. */
  halfConfirmedByCustomer(storefront: ApiClient): Promise<EmailChange>;
};

/** Changes of email as a process leaves them that dies while it confirms one. */
export function unfinishedChanges(store: Store): Unfinished {
  const lateBy = (minutes: number) =>
    store.sql(`update customer_email_change set updated_at = now() - interval '${minutes} minutes'`);

  async function account(email: string): Promise<string> {
    return (await store.customers.createCustomers(Object.assign({ email }, { has_account: true }))).id;
  }

  return {
    account,
    lateBy,
    async confirmedByOthers(count, { isComplete }) {
      await store.sql(`
        insert into customer (id, email, has_account)
          select 'cus_' || n, 'new' || n || '@x.io', true from generate_series(1, ${count}) n`);
      await store.sql(`
        insert into customer_email_change (id, customer_id, old_email, new_email, state, requested_by, token_hash,
          expires_at, updated_at, completed_at)
          select 'cusech_' || n, 'cus_' || n, 'old' || n || '@x.io', 'new' || n || '@x.io', 'confirmed', 'admin',
            n::text, now(), now() - interval '${isComplete ? 60 : 10} minutes', ${isComplete ? "now()" : "null"}
          from generate_series(1, ${count}) n`);
      return Array.from({ length: count }, (_, n) => `cusech_${n + 1}`);
    },
    async halfConfirmed({ name = "ada", minutesAgo = 3, login = `${name}@x.io` } = {}) {
      const customer_id = await account(`${name}@x.io`);
      const identity = await createIdentity(store, { provider: "emailpass", entityId: login, customerId: customer_id });
      const email = name === "ada" ? "new@x.io" : `new-${name}@x.io`;
      const { token } = await store.customers.emailChanges.request({ customer_id, email, requested_by: "admin" });
      const { change } = await store.customers.emailChanges.redeemAndApply({ token });
      await lateBy(minutesAgo);
      return { ...change, identity };
    },
    async halfConfirmedByCustomer(storefront) {
      const { id: customer_id, client } = await registerAndLogIn(storefront, "ada@x.io");
      const events = new SentEvents(store);
      const { token } = await mailed(events, () => requestChange(client, "new@x.io"));
      events.stop();
      const { change } = await store.customers.emailChanges.redeemAndApply({ token, customer_id });
      await lateBy(3);
      return change;
    },
  };
}
