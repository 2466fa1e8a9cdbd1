import { ClaimScenario, PASSWORD } from "../../helpers/claims/claim-scenario";
import { chooseGuestCheckout } from "../../helpers/guest-checkout/guest-checkout";
import { createIdentity } from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";

const VICTIM = "owner@foo.dyn.example";

/** Another domain: its encoded label decodes to the victim's in ASCII letters. */
const ENCODED = "owner@xn--foo-.dyn.example";

export default function emailsProofOfADomain(store: Store): void {
  const scenario = new ClaimScenario(store);
  beforeEach(() => scenario.open());

  it("who proves owner@xn--foo-.dyn.example gets no order of owner@foo.dyn.example, before or after", async () => {
    const { guestId } = await scenario.guestCheckout(VICTIM);
    const credentials = { ...PASSWORD, email: ENCODED };
    const registered = await scenario.storefront.post<{ token: string }>(
      "/auth/customer/emailpass/register",
      credentials,
    );
    const newcomer = scenario.storefront.withToken(registered.data.token);
    const created = await newcomer.post("/store/customers", { email: ENCODED });
    const login = await scenario.storefront.post<{ token: string }>("/auth/customer/emailpass", credentials);
    const attacker = scenario.storefront.withToken(login.data.token);
    await scenario.confirm(await scenario.requestCode(attacker, ENCODED));
    await scenario.guestCheckout(VICTIM);

    const { data } = await attacker.get<{ orders?: { id: string }[] }>("/store/orders");
    expect((data.orders ?? []).map(({ id }) => id)).toEqual([]);
    expect(created).toMatchObject({ status: 400, data: { type: "invalid_data" } });
    expect(await store.customers.listCustomers({ email: VICTIM })).toMatchObject([{ id: guestId }]);
    expect((await scenario.register(VICTIM)).id).toMatch(/^cus_/);
  });

  it("nor does a customer whom an earlier version stored under the decoded email", async () => {
    chooseGuestCheckout(store, "proven");
    const { guestId } = await scenario.guestCheckout(VICTIM);
    const input = { email: VICTIM, has_account: true };
    const stored = await store.customers.createCustomers(input);
    await createIdentity(store, {
      ...{ provider: "emailpass", entityId: ENCODED, customerId: stored.id, verified: ENCODED },
    });

    const url = `/admin/customers/${stored.id}/claim`;
    expect(await scenario.admin.post(url)).toMatchObject({ status: 400, data: { type: "not_allowed" } });
    const { guestId: again } = await scenario.guestCheckout(VICTIM);
    expect(again).toBe(guestId);
  });
}
