import { adminClient, storefrontClient } from "../http/accounts";
import type { ApiClient, ApiResponse, ErrorBody } from "../http/api-client";
import { type Account, registerAndLogIn } from "../logins/logins";
import { SentEvents } from "../stores/sent-events";
import type { Store } from "../stores/store";
import { type ChangeBody, CONFIRM, mailed, type Requested, requestChange } from "./email-changes";

type Clients = { storefront: ApiClient; admin: ApiClient; ada: Account; events: SentEvents };

/** The clients and the events of the running test, with Ada, who has an account and is logged in. */
export type EmailChangeClients = Readonly<Clients> & {
  /** Requests a change of Ada's email. */
  request(email: string): Promise<ApiResponse<ChangeBody>>;
  /** The same, with the token that the shop's mail would carry. */
  requested(email: string): Promise<Requested>;
  requestedByAdmin(id: string, email: string): Promise<Requested>;
  emailOf(id: string): Promise<string | null>;
  /** What the answer to a token is that no change has. */
  unknownAnswer(): Promise<ApiResponse<ErrorBody>>;
};

export function emailChangeClients(store: Store): EmailChangeClients {
  let clients: Clients;

  beforeEach(async () => {
    const [storefront, admin] = [await storefrontClient(store), await adminClient(store)];
    const ada = await registerAndLogIn(storefront, "ada@x.io");
    clients = { storefront, admin, ada, events: new SentEvents(store) };
  });

  afterEach(() => {
    clients.events.stop();
  });

  const request = (email: string) => requestChange(clients.ada.client, email);
  return {
    get storefront() {
      return clients.storefront;
    },
    get admin() {
      return clients.admin;
    },
    get ada() {
      return clients.ada;
    },
    get events() {
      return clients.events;
    },
    request,
    requested: (email) => mailed(clients.events, () => request(email)),
    requestedByAdmin: (id, email) =>
      mailed(clients.events, () => clients.admin.post(`/admin/customers/${id}/email`, { email })),
    emailOf: async (id) => (await store.customers.retrieveCustomer(id)).email,
    unknownAnswer: () => clients.ada.client.post<ErrorBody>(CONFIRM, { token: "unknown" }),
  };
}
