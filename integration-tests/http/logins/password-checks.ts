import { Modules } from "@medusajs/framework/utils";
import { storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient, ApiResponse, ErrorBody } from "../../helpers/http/api-client";
import { type Account, logIn, PASSWORD, registerAndLogIn } from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";
import { until } from "../../helpers/timing/until";

type Answer = ApiResponse<ErrorBody & { code?: string }>;
type Guess = (client: ApiClient, password: string) => Promise<Answer>;

/** Every route of ours that checks a password. What is behind the check is refused without a change. */
const ROUTES: [name: string, guess: Guess, afterwards: number][] = [
  [
    "POST me/email",
    (client, password) => client.post("/store/customers/me/email", { email: "ada@x.io", password }),
    400,
  ],
  ["POST me/logins", (client, password) => client.post("/store/customers/me/logins", { token: "none", password }), 400],
  ["DELETE me/logins/:id", (client, password) => client.delete("/store/customers/me/logins/none", { password }), 404],
];

export default function loginsPasswordChecks(store: Store): void {
  let storefront: ApiClient;
  let ada: Account;

  beforeEach(async () => {
    storefront = await storefrontClient(store);
    ada = await registerAndLogIn(storefront, "ada@x.io");
  });

  const times = (count: number, guess: () => Promise<Answer>) => Promise.all(Array.from({ length: count }, guess));
  const statuses = (answers: Answer[]) => {
    const counts: Record<number, number> = {};
    for (const { status } of answers) {
      counts[status] = (counts[status] ?? 0) + 1;
    }
    return counts;
  };
  const kept = () => store.sql("select customer_id, wrong, checking from customer_password_check");

  describe.each(ROUTES)("%s", (_, guess, afterwards) => {
    it("checks ten wrong passwords of an account, 60 at once too; then it is 429 and says when to try again", async () => {
      const answers = await times(60, () => guess(ada.client, "wrong password"));

      expect(statuses(answers)).toEqual({ 401: 10, 429: 50 });
      const refused = answers.find(({ status }) => status === 429);
      expect(refused?.data).toEqual({
        code: "too_many_requests",
        type: "not_allowed",
        message: expect.stringMatching(/10 wrong passwords within 15 minutes. Try again at \d{4}-.*Z\.$/),
      });
      const until = Date.parse(refused?.data.message.match(/at (.*)\.$/)?.[1] ?? "");
      expect(Math.abs(until - Date.now() - 15 * 60_000)).toBeLessThan(5 * 60_000);
      expect(await guess(ada.client, PASSWORD)).toMatchObject({ status: 429 });
      expect(await kept()).toEqual([{ customer_id: ada.id, wrong: 10, checking: 0 }]);
    });

    it("takes the right password after nine wrong ones, and 20 right ones at once; no row is left of those", async () => {
      expect(statuses(await times(20, () => guess(ada.client, PASSWORD)))).toEqual({ [afterwards]: 20 });
      expect(await kept()).toEqual([]);
      expect(statuses(await times(9, () => guess(ada.client, "wrong password")))).toEqual({ 401: 9 });
      expect(statuses(await times(8, () => guess(ada.client, PASSWORD)))).toEqual({ [afterwards]: 8 });
      expect(await kept()).toEqual([{ customer_id: ada.id, wrong: 9, checking: 0 }]);
    });
  });

  it("count together, whichever of the routes is asked", async () => {
    const answers: Answer[] = [];
    for (let round = 0; round < 4; round++) {
      for (const [, guess] of ROUTES) {
        answers.push(await guess(ada.client, "wrong password"));
      }
    }
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429, 429]);
  });

  it("stop one account and no other, and not the login", async () => {
    const [[, guess]] = ROUTES;
    const bob = await registerAndLogIn(storefront, "bob@x.io");
    await times(12, () => guess(ada.client, "wrong password"));
    expect(await guess(ada.client, PASSWORD)).toMatchObject({ status: 429 });
    expect(await logIn(storefront, "ada@x.io")).toMatchObject({ status: 200 });
    expect(await bob.client.post("/store/customers/me/email", { email: "new@x.io", password: PASSWORD })).toMatchObject(
      {
        status: 202,
      },
    );
  });

  it("are open again a quarter of an hour after the first wrong one, and for checks that a crash has left", async () => {
    const [[, guess]] = ROUTES;
    await times(10, () => guess(ada.client, "wrong password"));
    await store.sql("update customer_password_check set checking = 3, since = now() - interval '14 minutes'");
    expect(await guess(ada.client, PASSWORD)).toMatchObject({ status: 429 });
    await store.sql("update customer_password_check set since = now() - interval '15 minutes'");
    expect(await guess(ada.client, PASSWORD)).toMatchObject({ status: 400 });
    expect(await kept()).toEqual([]);
  });

  it("wait for room ten at once, and are 429 at once beyond that, before the logins are read", async () => {
    const [[, guess, afterwards]] = ROUTES;
    await store.sql(
      "insert into customer_password_check (customer_id, wrong, checking, since) values (?, 0, 10, now())",
      [ada.id],
    );
    const read = jest.spyOn(store.container.resolve(Modules.AUTH), "listAuthIdentities");
    const answers: Answer[] = [];
    const all = times(30, async () => {
      const answer = await guess(ada.client, PASSWORD);
      answers.push(answer);
      return answer;
    });
    await until(async () => answers.length >= 20);
    expect(statuses(answers)).toEqual({ 429: 20 });
    expect(read).not.toHaveBeenCalled();
    await store.sql("update customer_password_check set checking = 0");
    expect(statuses(await all)).toEqual({ 429: 20, [afterwards]: 10 });
  });

  it("do not count a request without a password", async () => {
    const [[, guess]] = ROUTES;
    for (let index = 0; index < 12; index++) {
      expect(await ada.client.post("/store/customers/me/email", { email: "new@x.io" })).toMatchObject({ status: 401 });
    }
    expect(await guess(ada.client, PASSWORD)).toMatchObject({ status: 400 });
  });

  it("go with the customer who is deleted for good", async () => {
    await ROUTES[0][1](ada.client, "wrong password");
    await store.customers.deleteCustomers([ada.id]);
    expect(await kept()).toEqual([]);
  });
}
