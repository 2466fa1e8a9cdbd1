import { Modules } from "@medusajs/framework/utils";
import { ACCEPTED, invitationClients } from "../../helpers/invitations/invitation-clients";
import { logIn } from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";

const EMAIL = "ada@x.io";

/** An acceptance whose process died between the redeemed token and the login. */
export default function invitationsInterrupted(store: Store): void {
  const clients = invitationClients(store);

  const { accept } = clients;
  const rows = () => store.sql<{ state: string }>("select * from customer_invitation order by id");
  const lateBy = (seconds: number) =>
    store.sql(
      `update customer_invitation set updated_at = now() - interval '${seconds} seconds' where state = 'accepted'`,
    );

  /** Stores what the process leaves. A guest is an account by then. */
  async function halfAccepted({ isGuest = false } = {}): Promise<{ id: string; token: string }> {
    const { id } = await store.customers.createCustomers(Object.assign({ email: EMAIL }, { has_account: !isGuest }));
    const { token } = await clients.invite(id);
    await store.customers.invitations.redeem(token);
    await store.sql(`update customer set has_account = true where id = '${id}'`);
    return { id, token };
  }

  it.each([false, true])("the customer accepts again with the same token, once, was a guest: %s", async (isGuest) => {
    const { id, token } = await halfAccepted({ isGuest });
    await lateBy(61);

    expect(await accept(token)).toEqual({ status: 200, data: { accepted: true } });

    expect(await logIn(clients.storefront, EMAIL)).toMatchObject({ status: 200 });
    expect(await clients.events.all(ACCEPTED)).toMatchObject([{ id }]);
    await lateBy(3_600);
    const before = await rows();
    expect(await accept(token, "another password")).toMatchObject({ status: 404 });
    expect(await rows()).toEqual(before);
    expect(await logIn(clients.storefront, EMAIL)).toMatchObject({ status: 200 });
    expect(await clients.events.all(ACCEPTED)).toHaveLength(1);
  });

  it("a login that has no customer yet makes room: the process died after the provider stored it", async () => {
    const { token } = await halfAccepted();
    await lateBy(61);
    const request = {
      url: "",
      headers: {},
      query: {},
      protocol: "",
      body: { email: EMAIL, password: "the first one" },
    };
    await store.container.resolve(Modules.AUTH).register("emailpass", request);

    expect(await accept(token)).toMatchObject({ status: 200 });

    expect(await logIn(clients.storefront, EMAIL)).toMatchObject({ status: 200 });
    expect(await logIn(clients.storefront, EMAIL, "the first one")).toMatchObject({ status: 401 });
  });

  it("within a minute it is answered as a used one: its process may still be working on it", async () => {
    const { token } = await halfAccepted();
    await lateBy(30);
    const before = await rows();

    expect(await accept(token)).toEqual(await accept("unknown"));

    expect(await rows()).toEqual(before);
    expect(await logIn(clients.storefront, EMAIL)).toMatchObject({ status: 401 });
  });

  it("with the login the token is void, also after the store has deleted the login", async () => {
    const { id } = await store.customers.createCustomers(Object.assign({ email: EMAIL }, { has_account: true }));
    const { token } = await clients.invite(id);
    expect(await accept(token)).toMatchObject({ status: 200 });
    const auth = store.container.resolve(Modules.AUTH);
    const identities = await auth.listAuthIdentities();
    const own = identities.filter(({ app_metadata }) => app_metadata?.customer_id === id);
    expect(own).toHaveLength(1);
    await auth.deleteAuthIdentities([own[0].id]);
    await lateBy(3_600);

    expect(await accept(token, "a thief's password")).toEqual(await accept("unknown"));

    expect(await auth.listProviderIdentities({ entity_id: EMAIL })).toEqual([]);
  });

  it("its time runs out as that of any other; an admin invites again", async () => {
    const { id, token } = await halfAccepted();
    await store.sql("update customer_invitation set updated_at = now() - interval '1 hour', expires_at = now()");
    expect(await accept(token)).toMatchObject({ status: 404 });

    expect(await accept((await clients.invite(id)).token)).toMatchObject({ status: 200 });
    expect(await logIn(clients.storefront, EMAIL)).toMatchObject({ status: 200 });
  });

  it("another invitation replaces it, also one that was cancelled", async () => {
    const { id, token } = await halfAccepted();
    await lateBy(61);
    await clients.invite(id);
    expect(await accept(token)).toMatchObject({ status: 404 });

    expect(await clients.admin.delete(`/admin/customers/${id}/invitation`)).toMatchObject({ status: 200 });
    expect(await accept(token)).toMatchObject({ status: 404 });
    expect(await logIn(clients.storefront, EMAIL)).toMatchObject({ status: 401 });
  });
}
