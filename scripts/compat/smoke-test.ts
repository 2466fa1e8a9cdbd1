/** What a store on the plugin has to answer over HTTP, feature by feature. */
type Answer = { status: number; data: Record<string, unknown> };
type Send = (path: string, body?: unknown, method?: string) => Promise<Answer>;

export type Check = { name: string; error?: string };

const PASSWORD = "correct horse battery";

/** The admin whom the checks need. */
export const ADMIN = { email: "admin@x.io", password: PASSWORD };

type Clients = { admin: Send; store: Send; as(token: string): Send };

/** Runs the checks in turn; a failed one does not stop the others. */
export async function smokeTest(origin: string): Promise<Check[]> {
  const admin = await logInAdmin(origin);
  const key = { title: "compat", type: "publishable" };
  const { api_key } = ok(await admin("/admin/api-keys", key)) as { api_key: { token: string } };
  const publishable = { "x-publishable-api-key": api_key.token };
  const clients: Clients = {
    admin,
    store: sender(origin, publishable),
    as: (token) => sender(origin, { ...publishable, authorization: `Bearer ${token}` }),
  };
  const checks: Check[] = [];
  for (const [name, check] of Object.entries(CHECKS)) {
    try {
      await check(clients);
      checks.push({ name });
    } catch (error) {
      checks.push({ name, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return checks;
}

const CHECKS: Record<string, (clients: Clients) => Promise<void>> = {
  "a customer registers, and logs in with another spelling of the email": async (clients) => {
    await register(clients, "Ada@x.io");
    equal(await token(clients, "ADA@X.io").then(Boolean), true);
  },
  "a customer changes an address and the default moves": async (clients) => {
    const me = clients.as(await token(clients, "ada@x.io"));
    for (const city of ["Bern", "Basel"]) {
      ok(await me("/store/customers/me/addresses", { city, is_default_shipping: true }));
    }
    const { addresses } = ok(await me("/store/customers/me/addresses")) as { addresses: Marked[] };
    equal(addresses.filter((one) => one.is_default_shipping).length, 1);
  },
  "an admin creates, updates, upserts and deletes customers in one batch": async ({ admin }) => {
    const made = ok(await admin("/admin/customers/batch", { create: [{ email: "b@x.io" }, { email: "c@x.io" }] }));
    const [one, other] = made.created as { id: string }[];
    const upsert = [{ email: "b@x.io", external_id: "erp-1" }];
    const done = ok(await admin("/admin/customers/batch", { upsert, delete: [other.id] }));
    equal(done.upserted, [{ id: one.id, created: false }]);
  },
  "core's list finds customers by q, and a page by cursor follows": async ({ admin }) => {
    equal((ok(await admin("/admin/customers?q=ada")).customers as unknown[]).length, 1);
    const page = ok(await admin("/admin/customers/cursor?limit=1&order=email"));
    equal(
      (ok(await admin(`/admin/customers/cursor?limit=1&order=email&after=${page.after}`)).customers as unknown[])
        .length,
      1,
    );
  },
  "a group gets members by filter": async ({ admin }) => {
    const { customer_group } = ok(await admin("/admin/customer-groups", { name: "All" })) as {
      customer_group: { id: string };
    };
    const add = { filter: { email: ["ada@x.io", "b@x.io"] } };
    const answer = await admin(`/admin/customer-groups/${customer_group.id}/customers/batch`, { add });
    equal(ok(answer).added, 2);
  },
  "duplicates are listed, and two customers merge": async ({ admin }) => {
    const create = ["d@x.io", "e@x.io"].map((email) => ({ email, phone: "+41 31 123 45 67" }));
    const { created } = ok(await admin("/admin/customers/batch", { create })) as { created: { id: string }[] };
    equal((ok(await admin("/admin/customers/duplicates?reason=phone")).duplicates as unknown[]).length, 1);
    const customer_ids = created.map(({ id }) => id);
    equal(
      (ok(await admin("/admin/customers/merge/preview", { customer_ids })).preview as { blockers: [] }).blockers,
      [],
    );
    ok(await admin("/admin/customers/merge", { customer_ids }));
  },
  "logins are listed, and a change of email is requested": async (clients) => {
    const me = clients.as(await token(clients, "ada@x.io"));
    equal((ok(await me("/store/customers/me/logins")).logins as unknown[]).length, 1);
    ok(await me("/store/customers/me/email", { email: "ada.new@x.io", password: PASSWORD }), 202);
  },
  "a guest is invited": async ({ admin }) => {
    const [{ id }] = ok(await admin("/admin/customers?email=b@x.io")).customers as { id: string }[];
    ok(await admin(`/admin/customers/${id}/invitation`, {}), 202);
  },
  "an export is written": async ({ admin }) => {
    const { export: made } = ok(await admin("/admin/customers/exports", { format: "jsonl" }), 202) as {
      export: { id: string };
    };
    await until(
      async () => (ok(await admin(`/admin/customers/exports/${made.id}`)).export as State).state === "completed",
    );
  },
  "a file is imported": async ({ admin }) => {
    const form = new FormData();
    form.set("file", new Blob(["email,first_name\nz@x.io,Zoe\n"]), "customers.csv");
    const { import: made } = ok(await admin("/admin/customers/imports", form), 202) as { import: { id: string } };
    const url = `/admin/customers/imports/${made.id}`;
    await until(async () => (ok(await admin(url)).import as State).state === "ready");
    ok(await admin(`${url}/confirm`, {}), 202);
    await until(async () => (ok(await admin(url)).import as State).state === "completed");
  },
  "a customer is deleted with the login": async (clients) => {
    const [{ id }] = ok(await clients.admin("/admin/customers?email=ada@x.io")).customers as { id: string }[];
    ok(await clients.admin(`/admin/customers/${id}`, undefined, "DELETE"));
    equal(await token(clients, "ada@x.io").then(Boolean, () => false), false);
  },
};

type Marked = { is_default_shipping: boolean };
type State = { state: string };

async function logInAdmin(origin: string): Promise<Send> {
  const { token: bearer } = ok(await sender(origin, {})("/auth/user/emailpass", ADMIN));
  return sender(origin, { authorization: `Bearer ${bearer}` });
}

async function register({ store, as }: Clients, email: string): Promise<void> {
  const { token: registration } = ok(await store("/auth/customer/emailpass/register", { email, password: PASSWORD }));
  ok(await as(String(registration))("/store/customers", { email, first_name: "Ada" }));
}

async function token({ store }: Clients, email: string): Promise<string> {
  return String(ok(await store("/auth/customer/emailpass", { email, password: PASSWORD })).token);
}

function sender(origin: string, headers: Record<string, string>): Send {
  return async (path, body, method = body === undefined ? "GET" : "POST") => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { ...headers, ...(body !== undefined && !isForm && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    // as: every answer of these routes is a JSON object.
    return { status: response.status, data: (await response.json().catch(() => ({}))) as Answer["data"] };
  };
}

function ok({ status, data }: Answer, expected = 200): Answer["data"] {
  if (status !== expected) {
    throw new Error(`${status} ${JSON.stringify(data).slice(0, 300)}`);
  }
  return data;
}

function equal(received: unknown, expected: unknown): void {
  if (JSON.stringify(received) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, received ${JSON.stringify(received)}`);
  }
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isDone()); tries++) {
    if (tries > 120) {
      throw new Error("not done after two minutes");
    }
    await new Promise((next) => setTimeout(next, 1_000));
  }
}
