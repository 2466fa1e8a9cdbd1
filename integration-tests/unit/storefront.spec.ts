import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SubscriberArgs } from "@medusajs/framework";
import { asValue } from "@medusajs/framework/awilix";
import { createMedusaContainer, Modules } from "@medusajs/framework/utils";
import type Medusa from "@medusajs/js-sdk";
import customerInvitedHandler from "../../examples/store/src/subscribers/customer-invited";
import emailChangeApprovalRequestedHandler from "../../examples/store/src/subscribers/email-change-approval-requested";
import emailChangeRequestedHandler from "../../examples/store/src/subscribers/email-change-requested";
import emailChangedHandler from "../../examples/store/src/subscribers/email-changed";
import verificationRequestedHandler from "../../examples/store/src/subscribers/verification-requested";
import * as pages from "../../examples/store/storefront/account-pages";

const ROOT = join(__dirname, "../..");
const SHOP = "https://shop.example";

type Mail = { to: string; channel: string; template: string; data?: Record<string, string> };

/** A store with one invitation and one change of email. Mails and acknowledgements are noted. */
function storeWith({ requested_by = "customer", invited = "ada@x.io" as string | null, isProviderDown = false } = {}) {
  const mails: Mail[] = [];
  const acknowledged: unknown[] = [];
  const container = createMedusaContainer();
  const change = { old_email: "old@x.io", new_email: "new@x.io", requested_by };
  container.register({
    [Modules.CUSTOMER]: asValue({
      emailChanges: { retrieve: async () => change },
      invitations: {
        retrieve: async () => ({ email: invited }),
        acknowledge: async (given: unknown) => acknowledged.push(given),
      },
    }),
    [Modules.NOTIFICATION]: asValue({
      createNotifications: async (mail: Mail) => {
        if (isProviderDown) {
          throw new Error("Could not find a notification provider for channel: email");
        }
        mails.push(mail);
      },
    }),
  });
  return { container, mails, acknowledged };
}

type Store = ReturnType<typeof storeWith>;

async function run<Data>(handler: (args: SubscriberArgs<Data>) => Promise<void>, store: Store, data: Data) {
  const event = { name: "", data, metadata: {} };
  await handler({ event, container: store.container, pluginOptions: {} });
}

const CHANGE = { id: "cus_1", change_id: "cusech_1", token: "secret" };
const INVITATION = { id: "cus_1", invitation_id: "cusinv_1", token: "secret" };

describe("the subscribers of the example store", () => {
  beforeEach(() => {
    process.env.STOREFRONT_URL = SHOP;
  });

  afterEach(() => {
    delete process.env.STOREFRONT_URL;
  });

  it("mail an invitation to its email, and acknowledge it after the mail was taken", async () => {
    const store = storeWith();
    const down = storeWith({ isProviderDown: true });

    await run(customerInvitedHandler, store, INVITATION);
    await expect(run(customerInvitedHandler, down, INVITATION)).rejects.toThrow("notification provider");

    expect(store.mails).toMatchObject([{ to: "ada@x.io", data: { link: `${SHOP}/welcome?token=secret` } }]);
    expect(store.acknowledged).toEqual([[{ invitation_id: "cusinv_1", token: "secret" }]]);
    expect(down.acknowledged).toEqual([]);
  });

  it("mail the confirmation of a change to the new email, by the page that fits who requested it", async () => {
    const [byCustomer, byAdmin] = [storeWith(), storeWith({ requested_by: "admin" })];

    await run(emailChangeRequestedHandler, byCustomer, CHANGE);
    await run(emailChangeRequestedHandler, byAdmin, CHANGE);

    expect(byCustomer.mails).toMatchObject([{ to: "new@x.io", data: { link: `${SHOP}/confirm-email?token=secret` } }]);
    expect(byAdmin.mails).toMatchObject([{ data: { link: `${SHOP}/confirm-email-without-login?token=secret` } }]);
    expect(JSON.stringify([byCustomer.mails, byAdmin.mails])).not.toContain("old@x.io");
  });

  it("mail the approval and the notice to the old email", async () => {
    const store = storeWith();

    await run(emailChangeApprovalRequestedHandler, store, CHANGE);
    await run(emailChangedHandler, store, CHANGE);

    expect(store.mails).toMatchObject([
      { to: "old@x.io", data: { link: `${SHOP}/approve-email?token=secret`, new_email: "new@x.io" } },
      { to: "old@x.io", template: "email-changed" },
    ]);
  });

  it("mail the code of an email that is not verified yet, and of nothing else", async () => {
    const store = storeWith();

    await run(verificationRequestedHandler, store, { entity_id: "ada@x.io", entity_type: "email", code: "c" });
    await run(verificationRequestedHandler, store, { entity_id: "ada@x.io", entity_type: "email" });
    await run(verificationRequestedHandler, store, { entity_id: "+31", entity_type: "phone", code: "c" });

    expect(store.mails).toMatchObject([{ to: "ada@x.io", data: { link: `${SHOP}/verify-email?code=c` } }]);
  });

  it("mail and acknowledge nothing where the address of the storefront is not set", async () => {
    delete process.env.STOREFRONT_URL;
    const store = storeWith();

    await run(customerInvitedHandler, store, INVITATION);
    await run(emailChangeRequestedHandler, store, CHANGE);
    await run(emailChangeApprovalRequestedHandler, store, CHANGE);
    await run(emailChangedHandler, store, CHANGE);
    await run(verificationRequestedHandler, store, { entity_id: "ada@x.io", entity_type: "email", code: "c" });

    expect([store.mails, store.acknowledged]).toEqual([[], []]);
  });
});

describe("the pages of the example store", () => {
  type Request = { path: string; body: unknown };

  /** Notes what a page sends; answers what `POST /store/customers/me/email` does. */
  function noteRequests(awaiting = "new_email", verified_at: string | null = null) {
    const requests: Request[] = [];
    const fetch = async (path: string, { body }: { body: unknown }) => {
      requests.push({ path, body });
      return { email_change: { awaiting }, verification: { verified_at } };
    };
    // as: the pages call nothing of the SDK but this method.
    return { requests, sdk: { client: { fetch } } as unknown as Pick<Medusa, "client"> };
  }

  const link = (page: string) => new URL(`${SHOP}/${page}?token=t&code=c`);

  it("say whether a link is on its way, or the email is verified already", async () => {
    const verifiedAt = (at: string | null) => pages.requestVerification(noteRequests("new_email", at).sdk, "ada@x.io");

    expect(await verifiedAt(null)).toBe("A link is on its way to ada@x.io.");
    expect(await verifiedAt("2026-11-30T12:00:00.000Z")).toBe("Your email is verified already.");
  });

  it("send the token or the code of their address, each to a route that exists", async () => {
    const { requests, sdk } = noteRequests();

    await pages.verifyEmailPage(sdk, link("verify-email"));
    await pages.requestVerification(sdk, "ada@x.io");
    await pages.welcomePage(sdk, link("welcome"), "supersecret");
    await pages.requestEmailChange(sdk, "new@x.io", "supersecret");
    await pages.approveEmailPage(sdk, link("approve-email"));
    await pages.confirmEmailPage(sdk, link("confirm-email"));
    await pages.confirmEmailWithoutLoginPage(sdk, link("confirm-email-without-login"));
    await pages.linkLogin(sdk, "google", "supersecret");

    expect(requests.map(({ body }) => body)).toEqual([
      { code: "c" },
      { entity_id: "ada@x.io", entity_type: "email" },
      { token: "t", password: "supersecret" },
      { email: "new@x.io", password: "supersecret" },
      ...[{ token: "t" }, { token: "t" }, { token: "t" }],
      { token: "google", password: "supersecret" },
    ]);
    const missing = requests.filter(({ path }) => !existsSync(join(ROOT, "src/api", path, "route.ts")));
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  it("say which mailbox to open after a change of email was requested", async () => {
    expect(await pages.requestEmailChange(noteRequests("old_email").sdk, "new@x.io")).toContain("present email");
    expect(await pages.requestEmailChange(noteRequests().sdk, "new@x.io")).toContain("new@x.io");
  });
});
