import { withConnection } from "../helpers/databases/databases";
import { describeRaces, everyoneWaits, times } from "../helpers/timing/race";

const CALLERS = 50;

type State = { id: string; live: boolean; live_addresses: number; deleted_addresses: number };

const STATES = `
  select customer.id, customer.deleted_at is null as live,
    count(*) filter (where customer_address.deleted_at is null)::int as live_addresses,
    count(*) filter (where customer_address.deleted_at is not null)::int as deleted_addresses
  from customer join customer_address on customer_address.customer_id = customer.id
  group by customer.id order by customer.id`;

/** Every one of its letters in either case, another combination for each number. */
function spelled(email: string, number: number): string {
  return [...email].map((letter, place) => ((number >> (place % 6)) & 1 ? letter.toUpperCase() : letter)).join("");
}

describeRaces("customers under many callers at once", CALLERS, (track) => {
  it("50 x create with one email in mixed case: one row, 49 get the error that it exists", async () => {
    const spellings = Array.from({ length: CALLERS }, (_, index) => spelled("lovelace@x.io", index));
    expect(new Set(spellings).size).toBeGreaterThan(40);

    const { fulfilled, rejected } = await track.race(
      "customer",
      spellings.map((email) => () => track.service.createCustomers({ email })),
    );

    expect(fulfilled).toMatchObject([{ email: "lovelace@x.io" }]);
    expect(rejected.map(({ message }) => message)).toEqual(
      Array(CALLERS - 1).fill("Customer with email: lovelace@x.io, has_account: false, already exists."),
    );
    expect(await track.database.sql("select id, email from customer")).toEqual([
      { id: fulfilled[0].id, email: "lovelace@x.io" },
    ]);
    expect(track.events.count("customer.customer.created")).toBe(1);
  });

  it("batches with emails in common, in crossed orders: all get in or get an error, and none waits in a ring", async () => {
    const emails = Array.from({ length: 300 }, (_, index) => `crossed-${String(index).padStart(3, "0")}@x.io`);

    for (let round = 0; round < 5; round++) {
      const { fulfilled, rejected } = await track.race(
        "customer",
        times(8, (index) => {
          const own = { email: `own-${round}-${index}@x.io` };
          const shared = emails.map((email) => ({ email: `${round}-${email}` }));
          return track.service.createCustomers([own, ...(index % 2 ? shared : shared.reverse())]);
        }),
      );

      expect(fulfilled).toHaveLength(1);
      expect(new Set(rejected.map(({ message }) => message.replace(/email: [^,]*/, "email")))).toEqual(
        new Set(["Customer with email, has_account: false, already exists."]),
      );
    }
  });

  it.each(["updateCustomers", "batches.updateEach"] as const)(
    "%s writes what it is asked to, when another caller is just changing that value; the answer is the row",
    async (method) => {
      const { id } = await track.service.createCustomers({ email: "a@x.io", first_name: "Asked" });

      const answered = await withConnection(track.database.name, async (other) => {
        await other.query("begin");
        await other.query("update customer set first_name = 'Other', last_name = 'New' where id = $1", [id]);
        const updating =
          method === "updateCustomers"
            ? track.service.updateCustomers([id], { first_name: "Asked" })
            : track.service.batches.updateEach([{ id, first_name: "Asked" }]);
        await everyoneWaits(other, { tables: ["customer"], connections: 1 });
        await other.query("commit");
        return await updating;
      });

      const stored = { first_name: "Asked", last_name: "New" };
      expect(await track.database.sql("select first_name, last_name from customer")).toEqual([stored]);
      expect(answered).toMatchObject([stored]);
      expect(track.events.count("customer.customer.updated")).toBe(1);
    },
  );

  it("50 x update of 50 customers to one email: one gets it, 49 get the error that it exists and stay as they are", async () => {
    const inputs = Array.from({ length: CALLERS }, (_, index) => ({ email: `old-${index}@x.io` }));
    const customers = await track.service.createCustomers(inputs);

    const { fulfilled, rejected } = await track.race(
      "customer",
      customers.map(
        ({ id }, index) =>
          () =>
            track.service.updateCustomers(id, { email: spelled("lovelace@x.io", index) }),
      ),
    );

    expect(fulfilled).toHaveLength(1);
    expect(new Set(rejected.map(({ message }) => message))).toEqual(
      new Set(["Customer with email: lovelace@x.io, has_account: false, already exists."]),
    );
    const rows = await track.database.sql("select id from customer where email = 'lovelace@x.io'");
    expect(rows).toEqual([{ id: fulfilled[0].id }]);
    expect(await track.database.sql("select id from customer where email like 'old-%'")).toHaveLength(CALLERS - 1);
  });

  it("20 x soft-delete and 20 x restore of the same customers: addresses live exactly where their customer lives", async () => {
    const inputs = Array.from({ length: 10 }, (_, index) => ({
      email: `customer-${index}@x.io`,
      addresses: [{ address_1: "First" }, { address_1: "Second", is_default_shipping: true }],
    }));
    const ids = (await track.service.createCustomers(inputs)).map(({ id }) => id);
    track.events.sent.length = 0;

    const restored: string[][] = [];
    const { rejected } = await track.race<unknown>(
      "customer",
      times<unknown>(40, async (index) => {
        // Overlapping halves, each second one backwards: an order that would deadlock were the locks not taken by id.
        const half = ids.slice(index % 5, (index % 5) + 5);
        const order = index % 4 < 2 ? half : half.reverse();
        if (index % 2) {
          const links = await track.service.restoreCustomers(order);
          restored.push(links.customer_id ?? []);
        } else {
          await track.service.softDeleteCustomers(order);
        }
      }),
    );

    expect(rejected).toEqual([]);
    const states = await track.database.sql<State>(STATES);
    expect(states).toEqual(
      states.map(({ id, live }) => ({ id, live, live_addresses: live ? 2 : 0, deleted_addresses: live ? 0 : 2 })),
    );
    // What was deleted and not restored is deleted: each change was made, and its event emitted, by one caller only.
    const deletions = track.events.count("customer.customer.deleted");
    expect(states.filter(({ live }) => !live)).toHaveLength(deletions - restored.flat().length);
    expect(deletions).toBeGreaterThanOrEqual(1);
  });

  it("50 x restore of one customer: it is restored once, with its addresses, and no caller gets an error", async () => {
    const { id } = await track.service.createCustomers({ email: "lovelace@x.io", addresses: [{ address_1: "First" }] });
    await track.service.softDeleteCustomers([id]);

    const { fulfilled, rejected } = await track.race(
      "customer",
      times(CALLERS, () => track.service.restoreCustomers([id])),
    );

    expect(rejected).toEqual([]);
    expect(fulfilled.filter((links) => links?.customer_id?.length)).toHaveLength(1);
    expect(await track.database.sql(STATES)).toEqual([{ id, live: true, live_addresses: 1, deleted_addresses: 0 }]);
  });

  it("restore against create with the same email: one live customer, and the error of the loser names the other one", async () => {
    for (let round = 0; round < 10; round++) {
      const email = `ada-${round}@x.io`;
      const { id } = await track.service.createCustomers({ email });
      await track.service.softDeleteCustomers([id]);

      const { fulfilled, rejected } = await track.race<unknown>("customer", [
        () => track.service.restoreCustomers([id]),
        () => track.service.createCustomers({ email: email.toUpperCase() }),
        () => track.service.createCustomers({ email }),
      ]);

      const rows = await track.database.sql<{ id: string }>(
        "select id from customer where email = $1 and deleted_at is null",
        [email],
      );
      expect(rows).toHaveLength(1);
      expect(fulfilled).toHaveLength(1);
      // The error of a restore always names the ids and the way out, also when the email was taken at the last moment.
      const exists = `Customer with email: ${email}, has_account: false, already exists.`;
      const restoring = expect.stringMatching(new RegExp(`^Customers cannot be restored.*${id} \\(taken by cus_`));
      const wasRestored = rows[0].id === id;
      expect(rejected.map(({ message }) => message).sort()).toEqual(
        wasRestored ? [exists, exists] : [exists, restoring].sort(),
      );
    }
  });
});
