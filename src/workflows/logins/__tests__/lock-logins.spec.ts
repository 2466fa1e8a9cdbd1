import { mock } from "node:test";
import type { MedusaContainer } from "@medusajs/framework/types";
import { InMemoryLockingProvider } from "@medusajs/locking/dist/providers/in-memory";
import { lockLogins, unlockLogins } from "../lock-logins";

const KEY = "customers-logins-cus_1";
const other = { ownerId: "another request" };

/** Lets the time pass, and what is due be done. */
async function pass(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 5) {
    mock.timers.tick(5_000);
    await new Promise(setImmediate);
  }
}

describe("The locks of logins", () => {
  let locking: InMemoryLockingProvider;
  let container: MedusaContainer;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setInterval", "Date"] });
    locking = new InMemoryLockingProvider();
    // as: the locks need nothing else of a store.
    container = { resolve: () => locking } as unknown as MedusaContainer;
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it("are held while a hook of the store runs longer than a lock lives", async () => {
    const locked = await lockLogins(container, { customer_ids: ["cus_1"] });
    await pass(300);
    await expect(locking.acquire(KEY, other)).rejects.toThrow("Failed to acquire lock");

    await unlockLogins(container, locked);
    await locking.acquire(KEY, other);
    await pass(300);
    await expect(locking.acquire(KEY, other)).resolves.toBeUndefined();
  });

  it("expire when their process renews them no more, ten minutes after it has acquired them", async () => {
    await lockLogins(container, { customer_ids: ["cus_1"] });
    await pass(600);
    await expect(locking.acquire(KEY, other)).rejects.toThrow("Failed to acquire lock");
    await pass(60);
    await locking.acquire(KEY, other);
  });

  it("are of the customers and of the identity, all or none", async () => {
    await locking.acquire("customers-login-authid_1", other);
    const locked = lockLogins(
      container,
      { customer_ids: ["cus_1"], auth_identity_ids: ["authid_1"] },
      async () => true,
    );

    expect(await locked).toBeNull();
    await locking.acquire(KEY, other);
  });
});
