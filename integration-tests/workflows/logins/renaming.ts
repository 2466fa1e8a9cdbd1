import { Modules } from "@medusajs/framework/utils";
import customersLogins from "../../../src/commands/customers-logins";
import { planLoginRenames } from "../../../src/workflows/logins/plan-login-renames";
import { renameLogins } from "../../../src/workflows/logins/rename-logins";
import { differences, readAllRows } from "../../helpers/databases/database-rows";
import { storefrontClient } from "../../helpers/http/accounts";
import { coreAccount, loginNames } from "../../helpers/logins/core-accounts";
import { logIn, verifyEmail } from "../../helpers/logins/logins";
import { captureOutput } from "../../helpers/run/captured-output";
import type { Store } from "../../helpers/stores/store";

export default function loginsRenaming(store: Store): void {
  /** Runs the command. @returns what it prints: the counts, and the lines about logins that keep their name. */
  async function run(...args: string[]): Promise<{ counts: unknown; lines: string[] }> {
    const { stdout, stderr } = await captureOutput(() => customersLogins({ container: store.container, args }));
    return { counts: JSON.parse(stdout), lines: stderr.split("\n").filter((line) => line !== "") };
  }

  it("says first what it would rename, and writes nothing; with `rename` it does, once", async () => {
    const ada = await coreAccount(store, { login: "Ada@X.io", email: "ada@x.io" });
    await coreAccount(store, { login: "bob@x.io", email: "bob@x.io" });
    const before = await readAllRows(store);

    const dry = await run();

    expect(dry.counts).toEqual({ dry_run: true, read: 2, to_rename: 1, skipped: 0 });
    expect(dry.lines).toEqual(['Nothing was written. Run the command with "rename" to rename 1 logins.']);
    expect(differences(before, await readAllRows(store))).toEqual([]);

    expect(await run("rename")).toEqual({ counts: { read: 2, renamed: 1, skipped: 0 }, lines: [] });
    expect(await loginNames(store)).toEqual(["ada@x.io", "bob@x.io"]);
    const storefront = await storefrontClient(store);
    for (const email of ["Ada@X.io", "ada@x.io"]) {
      const { status, data } = await logIn(storefront, email);
      const me = await storefront.withToken("token" in data ? data.token : "").get("/store/customers/me");
      expect([status, me]).toMatchObject([200, { data: { customer: { id: ada.id } } }]);
    }
    expect(await run("rename")).toEqual({ counts: { read: 2, renamed: 0, skipped: 0 }, lines: [] });
  });

  it("takes no other account's name: it names both by id, and prints no email", async () => {
    const upper = await coreAccount(store, { login: "Ada@X.io", email: "kept@x.io" });
    const lower = await coreAccount(store, { login: "ada@x.io", email: "ada@x.io" });
    const moved = await coreAccount(store, { login: "Bob@X.io", email: "bob-now@x.io" });
    const bob = await store.customers.createCustomers(Object.assign({ email: "bob@x.io" }, { has_account: true }));

    const { counts, lines } = await run("rename");

    expect(counts).toEqual({ read: 3, renamed: 0, skipped: 2 });
    expect(lines.sort()).toEqual(
      [
        `login ${upper.loginId} of customer ${upper.id} keeps its name: login ${lower.loginId} has that name already`,
        `login ${moved.loginId} of customer ${moved.id} keeps its name: customer ${bob.id} has that email`,
      ].sort(),
    );
    expect(lines.join()).not.toContain("@");
    expect(await loginNames(store)).toEqual(["Ada@X.io", "Bob@X.io", "ada@x.io"]);
  });

  it("of two spellings of one name it renames one", async () => {
    await coreAccount(store, { login: "Ada@X.io", email: "one@x.io" });
    await coreAccount(store, { login: "ADA@x.io", email: "two@x.io" });
    expect((await run("rename")).counts).toEqual({ read: 2, renamed: 1, skipped: 1 });
    expect(await loginNames(store)).toContain("ada@x.io");
  });

  it("leaves the logins of dashboard users, those without a customer, and names that are no email", async () => {
    await coreAccount(store, { login: "Boss@X.io", email: null, others: { user_id: "user_1" } });
    const both = await coreAccount(store, { login: "Both@X.io", email: "both@x.io", others: { user_id: "user_2" } });
    await coreAccount(store, { login: "Half@X.io", email: null });
    await coreAccount(store, { login: "Ada", email: "ada@x.io" });
    const before = await readAllRows(store);

    const { counts, lines } = await run("rename");

    expect(counts).toEqual({ read: 4, renamed: 0, skipped: 1 });
    expect(lines).toEqual([
      expect.stringMatching(`^login ${both.loginId} .* it is also the login of a dashboard user`),
    ]);
    expect(differences(before, await readAllRows(store))).toEqual([]);
  });

  it("keeps what a login has verified, for a store that looks for it by the login's name", async () => {
    const ada = await coreAccount(store, { login: "Ada@X.io", email: "ada@x.io" });
    const bea = await coreAccount(store, { login: "Bea@X.io", email: "bea@x.io" });
    await coreAccount(store, { login: "Cy@X.io", email: "cy@x.io" });
    const auth = store.container.resolve(Modules.AUTH);
    await verifyEmail(store, ada.identityId, "Ada@X.io");
    await verifyEmail(store, bea.identityId, "Bea@X.io");
    const asked = { auth_identity_id: bea.identityId, entity_id: "bea@x.io", entity_type: "email" };
    await auth.requestAuthVerification({ ...asked, code_provider: "token" });

    expect((await run("rename")).counts).toEqual({ read: 3, renamed: 3, skipped: 0 });

    const verified = await store.sql<{ entity_id: string }>(
      'select entity_id from auth_verification where verified_at is not null order by entity_id collate "C"',
    );
    expect(verified.map(({ entity_id }) => entity_id)).toEqual(["Ada@X.io", "Bea@X.io", "ada@x.io", "bea@x.io"]);
  });

  it("takes no name that is registered between the plan and the rename, and renames the others", async () => {
    const accounts = [];
    for (const name of ["Ada", "Bea", "Cy", "Di", "Ed"]) {
      accounts.push(await coreAccount(store, { login: `${name}@X.io`, email: `${name}@x.io` }));
    }
    const plan = await planLoginRenames(store.container, null);
    const auth = store.container.resolve(Modules.AUTH);
    // Past the routes, which find the login in its old spelling.
    await coreAccount(store, { login: "cy@x.io", email: null });
    await auth.updateProviderIdentities({ id: accounts[3].loginId, entity_id: "moved@x.io" });

    const { renamed, skipped } = await renameLogins(store.container, plan.renames);

    expect(renamed).toBe(3);
    expect(skipped.map(({ id }) => id).sort()).toEqual([accounts[2].loginId, accounts[3].loginId].sort());
    expect(await loginNames(store)).toEqual(["Cy@X.io", "ada@x.io", "bea@x.io", "cy@x.io", "ed@x.io", "moved@x.io"]);
  });

  it("two at once rename each login once", async () => {
    for (const name of ["Ada", "Bea", "Cy", "Di"]) {
      await coreAccount(store, { login: `${name}@X.io`, email: `${name}@x.io` });
    }
    const { renames } = await planLoginRenames(store.container, null);
    const both = await Promise.all([renameLogins(store.container, renames), renameLogins(store.container, renames)]);
    expect(both.map(({ renamed }) => renamed).sort()).toEqual([0, 4]);
    expect(await loginNames(store)).toEqual(["ada@x.io", "bea@x.io", "cy@x.io", "di@x.io"]);
  });

  it("renames 2,500 logins in pages, with a constant number of calls to the Auth module a page and a hundred", async () => {
    const count = 2_500;
    await store.sql(
      `with made as (
         select n, 'authid_' || lpad(n::text, 6, '0') as identity, 'cus_' || lpad(n::text, 6, '0') as customer
         from generate_series(1, ${count}) n
       ), customers as (
         insert into customer (id, email, has_account) select customer, 'user' || n || '@x.io', true from made
       ), identities as (
         insert into auth_identity (id, app_metadata) select identity, jsonb_build_object('customer_id', customer) from made
       )
       insert into provider_identity (id, entity_id, provider, auth_identity_id)
       select 'prov_' || lpad(n::text, 6, '0'), 'User' || n || '@X.io', 'emailpass', identity from made`,
    );
    const auth = store.container.resolve(Modules.AUTH);
    const list = jest.spyOn(auth, "listProviderIdentities");
    const update = jest.spyOn(auth, "updateProviderIdentities");
    let renamed = 0;
    for (let after: string | null = null, isLast = false; !isLast; isLast = after === null) {
      const plan: Awaited<ReturnType<typeof planLoginRenames>> = await planLoginRenames(store.container, after);
      for (let from = 0; from < plan.renames.length; from += 100) {
        renamed += (await renameLogins(store.container, plan.renames.slice(from, from + 100))).renamed;
      }
      after = plan.next;
    }
    expect(renamed).toBe(count);
    expect([list.mock.calls.length, update.mock.calls.length]).toEqual([3 * 2 + count / 100, count / 100]);
    expect((await loginNames(store)).filter((name) => name !== name.toLowerCase())).toEqual([]);
  });

  it("refuses another argument, and says how it is called", async () => {
    await expect(run("--rename")).rejects.toThrow("Usage: npx medusa-plugin-customers logins [rename]");
  });
}
