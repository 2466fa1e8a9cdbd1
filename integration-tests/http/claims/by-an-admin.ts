import { claimModes } from "../../helpers/claims/claim-modes";
import { ClaimScenario, EMAIL } from "../../helpers/claims/claim-scenario";
import { registeredCustomer } from "../../helpers/http/accounts";
import { createAccountHolder, createLogin, createTwoCustomers } from "../../helpers/http/two-customers";
import type { Store } from "../../helpers/stores/store";
import { race, times } from "../../helpers/timing/race";

type Claimed = { customer: { id: string }; guest_id: string | null };

/** POST /admin/customers/:id/claim */
export default function claimsByAnAdmin(store: Store): void {
  const scenario = new ClaimScenario(store);
  beforeEach(() => scenario.open());

  it("needs a proof unless the admin skips it; a second request gets the same answer", async () => {
    const { registered, guest, orderId } = await createTwoCustomers(store, "one");
    await createAccountHolder(store, registered.id, "pp_system_default");
    const url = `/admin/customers/${registered.id}/claim`;

    expect(await scenario.admin.post(url)).toMatchObject({
      status: 400,
      data: { type: "not_allowed", message: expect.stringContaining("not proven") },
    });
    const claimed = { status: 200, data: { customer: { id: registered.id }, guest_id: guest.id } };
    expect(await scenario.admin.post<Claimed>(url, { skip_proof: true })).toMatchObject(claimed);
    expect(await scenario.admin.post<Claimed>(url, { skip_proof: true })).toMatchObject(claimed);
    const [order] = await store.sql<{ customer_id: string }>(`select customer_id from "order" where id = ?`, [orderId]);
    expect(order.customer_id).toBe(registered.id);
  });

  it("answers guest_id null where there is no guest, and claims on proof without skip_proof", async () => {
    const { customer } = await registeredCustomer(store, scenario.storefront, EMAIL);
    const user_metadata = { email: EMAIL };
    await createLogin(store, customer.id, { provider: "google", entity_id: "118", user_metadata });
    const url = `/admin/customers/${customer.id}/claim`;

    expect(await scenario.admin.post(url)).toMatchObject({ status: 200, data: { guest_id: null } });
    const guest = await store.customers.createCustomers({ email: EMAIL });
    expect(await scenario.admin.post(url)).toMatchObject({ status: 200, data: { guest_id: guest.id } });
  });

  it("follows the option: manual claims when an admin asks only, off refuses and names the option", async () => {
    const { guestId } = await scenario.guestCheckout();
    const { client, id } = await scenario.register();
    const code = await scenario.requestCode(client);
    const mode = jest.spyOn(claimModes(store.customers), "claimMode", "get").mockReturnValue("manual");
    expect(await scenario.confirm(code)).toMatchObject({ status: 200 });
    const read = () => scenario.admin.get(`/admin/customers/${id}/claim`);
    expect(await read()).toMatchObject({ status: 200, data: { claim: { mode: "manual", guest: { id: guestId } } } });
    mode.mockReturnValue("off");
    expect(await read()).toMatchObject({ status: 200, data: { claim: { mode: "off", guest: { id: guestId } } } });
    expect(await scenario.admin.get(`/admin/customers/${guestId}/claim`)).toMatchObject({
      data: { claim: { guest: null } },
    });
    expect(await scenario.admin.post(`/admin/customers/${id}/claim`)).toMatchObject({
      status: 400,
      data: { type: "not_allowed", message: expect.stringContaining('the option "claim"') },
    });
    expect(await store.customers.listCustomers({ id: guestId })).toHaveLength(1);
    mode.mockReturnValue("manual");

    expect(await scenario.admin.post(`/admin/customers/${id}/claim`)).toMatchObject({
      status: 200,
      data: { guest_id: guestId },
    });
  });

  it("50 at once: one claim, the same answer for all, no error", async () => {
    const { registered, guest } = await createTwoCustomers(store, "one");
    const [{ name }] = await store.sql<{ name: string }>("select current_database() as name");

    const { fulfilled, rejected } = await race(
      { database: name, tables: ["customer"], connections: 10 },
      times(50, () => scenario.admin.post<Claimed>(`/admin/customers/${registered.id}/claim`, { skip_proof: true })),
    );

    expect(rejected).toEqual([]);
    expect(fulfilled.map(({ status, data }) => [status, data.guest_id])).toEqual(Array(50).fill([200, guest.id]));
    expect(await store.sql("select 1 from customer_merge")).toHaveLength(1);
    expect(await store.sql(`select 1 from "order" where customer_id = ?`, [registered.id])).toHaveLength(1);
  });

  it("refuses guests, unknown customers, wrong bodies, and who is no admin", async () => {
    const { registered, guest } = await createTwoCustomers(store, "one");
    const url = `/admin/customers/${registered.id}/claim`;

    expect(await scenario.admin.post(`/admin/customers/${guest.id}/claim`, { skip_proof: true })).toMatchObject({
      status: 400,
    });
    expect(await scenario.admin.post("/admin/customers/cus_unknown/claim", { skip_proof: true })).toMatchObject({
      status: 404,
    });
    for (const body of [{ skip_proof: "yes" }, { trigger: "proof" }, { customer_id: guest.id }]) {
      expect(await scenario.admin.post(url, body)).toMatchObject({ status: 400, data: { type: "invalid_data" } });
    }
    expect(await store.client.post(url, { skip_proof: true })).toMatchObject({ status: 401 });
    expect(await store.sql("select 1 from customer_merge")).toEqual([]);
  });
}
