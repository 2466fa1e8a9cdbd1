import sendInvitations from "../../../src/jobs/customers-send-invitations";
import { adminClient, storefrontClient } from "../http/accounts";
import type { ApiClient, ApiResponse, ErrorBody } from "../http/api-client";
import { PASSWORD } from "../logins/logins";
import { stopScheduledJobs } from "../stores/scheduled-jobs";
import { SentEvents } from "../stores/sent-events";
import type { Store } from "../stores/store";

export const ACCEPT = "/store/customers/invitations/accept";
export const INVITED = "customer.invited";
export const ACCEPTED = "customer.invitation_accepted";

export type Invited = { id: string; invitation_id: string; token: string };

type Clients = { storefront: ApiClient; admin: ApiClient; events: SentEvents };

/** The clients and the events of the running test, whose store sends no invitations by a schedule. */
export type InvitationClients = Readonly<Clients> & {
  accept(token: string, password?: string): Promise<ApiResponse<ErrorBody>>;
  /** Invites a customer, lets the job run, and gives what the shop's mail would carry. */
  invite(customerId: string): Promise<Invited>;
};

export function invitationClients(store: Store): InvitationClients {
  let clients: Clients;

  beforeEach(async () => {
    await stopScheduledJobs();
    const [storefront, admin] = [await storefrontClient(store), await adminClient(store)];
    clients = { storefront, admin, events: new SentEvents(store) };
  });

  afterEach(() => {
    clients.events.stop();
  });

  return {
    get storefront() {
      return clients.storefront;
    },
    get admin() {
      return clients.admin;
    },
    get events() {
      return clients.events;
    },
    accept: (token, password = PASSWORD) => clients.storefront.post<ErrorBody>(ACCEPT, { token, password }),
    async invite(customerId) {
      const before = (await clients.events.all(INVITED)).length;
      expect(await clients.admin.post(`/admin/customers/${customerId}/invitation`, {})).toMatchObject({ status: 202 });
      await sendInvitations(store.container);
      return await clients.events.last<Invited>(INVITED, before + 1);
    },
  };
}
