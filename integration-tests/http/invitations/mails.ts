import { Modules } from "@medusajs/framework/utils";
import sendInvitations from "../../../src/jobs/customers-send-invitations";
import { acknowledgeInvitationsWorkflow } from "../../../src/workflows/invitations/workflows/acknowledge-invitations";
import { differences, readAllRows } from "../../helpers/databases/database-rows";
import { storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient, ErrorBody } from "../../helpers/http/api-client";
import { IMPORTS_URL, ImportClient } from "../../helpers/imports/import-client";
import { createIdentity, logIn, PASSWORD } from "../../helpers/logins/logins";
import { stopScheduledJobs } from "../../helpers/stores/scheduled-jobs";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";

const INVITED = "customer.invited";

type Invited = { id: string; invitation_id: string; token: string };

export default function invitationsMails(store: Store): void {
  let storefront: ApiClient;
  let events: SentEvents;

  beforeEach(async () => {
    await stopScheduledJobs();
    storefront = await storefrontClient(store);
    events = new SentEvents(store);
  });

  afterEach(() => {
    events.stop();
  });

  /** The store's customer service, typed as a shop types it. */
  const service = () => store.container.resolve(Modules.CUSTOMER);

  async function imported(email = "ada@x.io"): Promise<string> {
    const { id } = await store.customers.createCustomers(Object.assign({ email }, { has_account: true }));
    return id;
  }

  const accept = (token: string) =>
    storefront.post("/store/customers/invitations/accept", { token, password: PASSWORD });

  describe("the job that sends", () => {
    it("sends each waiting one once, and lets those who can log in by now be", async () => {
      const ids = [await imported("a@x.io"), await imported("b@x.io"), await imported("c@x.io")];
      await service().invitations.create({ customer_ids: ids });
      await createIdentity(store, { provider: "google", entityId: "1", customerId: ids[1] });
      await sendInvitations(store.container);
      await sendInvitations(store.container);

      const sent = await events.all<Invited>(INVITED);
      expect(sent.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
      const states = await store.sql<{ state: string }>("select state from customer_invitation order by customer_id");
      expect(states.map(({ state }) => state)).toEqual(["announced", "cancelled", "announced"]);
    });

    it("sends more than one run of the workflow takes", async () => {
      const customers = Array.from({ length: 600 }, (_, index) => ({ email: `c-${index}@x.io` }));
      const made = await store.customers.createCustomers(customers);
      await service().invitations.create({ customer_ids: made.map(({ id }) => id) });
      await sendInvitations(store.container);
      await events.last(INVITED, 600);
      expect(new Set((await events.all<Invited>(INVITED)).map(({ id }) => id)).size).toBe(600);
      expect(await store.sql("select id from customer_invitation where state <> 'announced'")).toEqual([]);
    });

    it("loses none when the bus is down, or the process dies before it has said that they are out", async () => {
      const id = await imported();
      await service().invitations.create({ customer_ids: [id] });
      const bus = store.container.resolve(Modules.EVENT_BUS);
      const before = await readAllRows(store);
      jest.spyOn(bus, "emit").mockRejectedValueOnce(new Error("The bus is down"));
      await expect(sendInvitations(store.container)).rejects.toMatchObject({ message: "The bus is down" });
      expect(differences(before, await readAllRows(store))).toEqual([]);

      // What a process leaves behind that was killed after it had taken them.
      await service().invitations.lease({ limit: 10 });
      await sendInvitations(store.container);
      expect(await events.all(INVITED)).toEqual([]);
      await store.sql("update customer_invitation set sent_at = now() - interval '11 minutes'");
      await sendInvitations(store.container);
      const { token } = await events.last<Invited>(INVITED);
      expect(await accept(token)).toMatchObject({ status: 200 });
    });
  });

  it("rows of an import with an account are invited, and get in; guests are not", async () => {
    const desk = new ImportClient(store);
    await desk.open();
    const file = "email,has_account\nada@x.io,true\nbob@x.io,false\ncy@x.io,true\n";
    const checked = await desk.checked(file);
    expect(checked).toMatchObject({ state: "ready", expected: { created: 3, invitations: 2 } });
    await desk.admin.post(`${IMPORTS_URL}/${checked.id}/confirm`, { send_invitations: true });
    expect(await desk.settled(checked.id)).toMatchObject({ state: "completed", send_invitations: true });
    expect(await desk.done(file)).toMatchObject({ state: "completed", unchanged: 3 });
    await sendInvitations(store.container);

    await events.last(INVITED, 2);
    const emails: (string | null)[] = [];
    for (const { invitation_id, token } of await events.all<Invited>(INVITED)) {
      emails.push((await service().invitations.retrieve(invitation_id)).email);
      expect(await accept(token)).toMatchObject({ status: 200 });
    }
    expect(emails.sort()).toEqual(["ada@x.io", "cy@x.io"]);
    expect(await logIn(storefront, "cy@x.io")).toMatchObject({ status: 200 });
    await desk.close();
  });

  describe("an import that is confirmed without a word about invitations", () => {
    const INVITATIONS = "/admin/customers/invitations";
    type List = { invitations: { id: string; customer_id: string; state: string }[]; count: number };
    const desk = new ImportClient(store);
    beforeEach(() => desk.open());
    afterEach(() => desk.close());
    const listed = async (query: string) => (await desk.admin.get<List>(`${INVITATIONS}?${query}`)).data;

    it("sends no mail until an admin says so; what a subscriber takes is sent, what none takes is shown", async () => {
      const { id } = await desk.done("email,has_account\nada@x.io,true\nbob@x.io,true\n");
      await sendInvitations(store.container);
      expect([await events.all(INVITED), (await listed(`state=held&import_id=${id}`)).count]).toEqual([[], 2]);

      expect(await desk.admin.post(`${INVITATIONS}/send`, { import_id: id })).toEqual({
        status: 202,
        data: { waiting: 2 },
      });
      await sendInvitations(store.container);
      const { invitation_id, token } = await events.last<Invited>(INVITED, 2);
      expect((await listed("state=announced")).count).toBe(2);
      const input = { invitations: [{ invitation_id, token }] };
      await acknowledgeInvitationsWorkflow(store.container).run({ input });
      expect((await listed("state=sent")).invitations).toMatchObject([{ id: invitation_id, state: "sent" }]);

      expect((await desk.admin.post(`${INVITATIONS}/send`, { state: "announced", all: true })).data).toEqual({
        waiting: 1,
      });
      await sendInvitations(store.container);
      const again = await events.last<Invited>(INVITED, 3);
      expect([await accept(again.token), await accept(token)]).toMatchObject([{ status: 200 }, { status: 200 }]);
      expect((await listed("state=accepted")).count).toBe(2);
    });

    it("refuses wrong bodies and queries with 400 that names the field, and sends nothing", async () => {
      const { id } = await desk.checked("email,has_account\nada@x.io,true\n");
      const answers = [
        [await desk.admin.post<ErrorBody>(`${INVITATIONS}/send`, { state: "sent" }), 400, "state"],
        [await desk.admin.post<ErrorBody>(`${INVITATIONS}/send`, { customer_ids: [] }), 400, "customer_ids"],
        [await desk.admin.post<ErrorBody>(`${INVITATIONS}/send`, {}), 400, '"import_id", or "customer_ids", or "all"'],
        [await desk.admin.post<ErrorBody>(`${INVITATIONS}/send`, { all: false }), 400, "all"],
        [await desk.admin.post<ErrorBody>(`${INVITATIONS}/send`, { all: true, import_id: id }), 400, "all"],
        [await desk.admin.post<ErrorBody>(`${INVITATIONS}/send`, { everybody: true }), 400, "everybody"],
        [await desk.admin.post<ErrorBody>(`${INVITATIONS}/send`, { import_id: "\u0000" }), 400, "import_id"],
        [await desk.admin.post<ErrorBody>(`${INVITATIONS}/send`, { import_id: "unknown" }), 404, "unknown"],
        [await desk.admin.post<ErrorBody>(`${INVITATIONS}/send`, { import_id: id }), 400, "send_invitations"],
        [await desk.admin.get<ErrorBody>(`${INVITATIONS}?state=open`), 400, "state"],
        [await desk.admin.get<ErrorBody>(`${INVITATIONS}?limit=101`), 400, "limit"],
        [
          await desk.admin.post<ErrorBody>(`${IMPORTS_URL}/${id}/confirm`, { send_invitations: "yes" }),
          400,
          "send_inv",
        ],
      ] as const;
      for (const [{ status, data }, expected, word] of answers) {
        expect([status, data.message]).toEqual([expected, expect.stringContaining(word)]);
      }
      expect(await desk.retrieve(id)).toMatchObject({ state: "ready", send_invitations: false });
    });
  });
}
