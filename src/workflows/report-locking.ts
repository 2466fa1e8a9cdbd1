import { setTimeout as delay } from "node:timers/promises";
import type { MedusaContainer } from "@medusajs/framework/types";
import { isLockingInMemory } from "../medusa/locking";
import { resolveCustomerModule } from "../shared/customer-module";
import { loggerOf } from "../shared/logger-of";
import { PLUGIN } from "../shared/plugin-name";
import { isModuleMounted } from "../shared/wiring";

/** Milliseconds. A short command ends before the first. */
const TIMES = { start: 5_000, presence: 2_000, retry: 60_000 };

const ADVICE =
  "the locks of the Locking module are in the memory of each process (its default). Two processes can then change the logins of a " +
  "customer, or a cart, at the same time. Configure a provider that they share, Redis or PostgreSQL: docs/cluster.md.";

/**
 * Logs a warning once when several processes share the database and the locks are in the memory of each.
 *
 * At second 30 of each minute of the database's clock all processes show their presence in PostgreSQL for two seconds, and count
 * the others. The jobs begin at second 0. A process that started a day ago and one that started a minute ago find each other; a process that died is not found.
 */
export function reportLocking(container: MedusaContainer, times: Partial<typeof TIMES> = {}): void {
  if (!isModuleMounted(container) || !isLockingInMemory(container)) {
    return;
  }
  const { start, presence, retry } = { ...TIMES, ...times };
  const { health } = resolveCustomerModule(container);
  let isReported = false;
  const lookOnce = async (): Promise<void> => {
    await wait(await health.readTimeToMeeting());
    const others = await health.countOtherProcesses({ milliseconds: presence });
    if (others > 0 && !isReported) {
      isReported = true;
      const processes = others === 1 ? "One other process uses" : `${others} other processes use`;
      loggerOf(container).warn(`${PLUGIN}: ${processes} this database, but ${ADVICE}`);
    }
  };
  const look = async (): Promise<void> => {
    await wait(start);
    for (;;) {
      // A database that does not answer is reported by others.
      await lookOnce().catch(() => wait(retry));
    }
  };
  void look();
}

/** Does not keep the process from ending. */
const wait = (milliseconds: number): Promise<void> => delay(milliseconds, undefined, { ref: false });
