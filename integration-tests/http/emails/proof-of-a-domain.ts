import { ClaimScenario, PASSWORD } from "../../helpers/claims/claim-scenario";
import { chooseGuestCheckout } from "../../helpers/guest-checkout/guest-checkout";
import { createIdentity } from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";

const VICTIM = "owner@foo.dyn.example";

/** Another domain: its encoded label decodes to the victim's in ASCII letters. */
const ENCODED = "owner@xn--foo-.dyn.example";

export default function emailsProofOfADomain(store: Store): void {
  const desk = new ClaimScenario(store);
  beforeEach(() => desk.open());

  it("who proves owner@xn--foo-.dyn.example gets no order of owner@foo.dyn.example, before or after", async () => {
    const { guestId } = await desk.guestCheckout(VICTIM);
    const credentials = { ...PASSWORD, email: ENCODED };
    const registered = await desk.storefront.post<{ token: string }>("/auth/customer/emailpass/register", credentials);
    const newcomer = desk.storefront.withToken(registered.data.token);
    const created = await newcomer.post("/store/customers", { email: ENCODED });
    const login = await desk.storefront.post<{ token: string }>("/auth/customer/emailpass", credentials);
    const attacker = desk.storefront.withToken(login.data.token);
    await desk.confirm(await desk.requestCode(attacker, ENCODED));
    await desk.guestCheckout(VICTIM);

    const { data } = await attacker.get<{ orders?: { id: string }[] }>("/store/orders");
    expect((data.orders ?? []).map(({ id }) => id)).toEqual([]);
    expect(created).toMatchObject({ status: 400, data: { type: "invalid_data" } });
    expect(await store.customers.listCustomers({ email: VICTIM })).toMatchObject([{ id: guestId }]);
    expect((await desk.register(VICTIM)).id).toMatch(/^cus_/);
  });

  it("nor does a customer whom an earlier version stored under the decoded email", async () => {
    chooseGuestCheckout(store, "proven");
    const { guestId } = await desk.guestCheckout(VICTIM);
    const input = { email: VICTIM, has_account: true };
    const stored = await store.customers.createCustomers(input);
    await createIdentity(store, {
      ...{ provider: "emailpass", entityId: ENCODED, customerId: stored.id, verified: ENCODED },
    });

    const url = `/admin/customers/${stored.id}/claim`;
    expect(await desk.admin.post(url)).toMatchObject({ status: 400, data: { type: "not_allowed" } });
    const { guestId: again } = await desk.guestCheckout(VICTIM);
    expect(again).toBe(guestId);
  });
}
