import { randomUUID } from "node:crypto";
import type { MedusaContainer } from "@medusajs/framework/types";
import { isLockingInMemory } from "../medusa/locking";
import { resolveCustomerModule } from "../shared/customer-module";
import { loggerOf } from "../shared/logger-of";
import { PLUGIN } from "../shared/plugin-name";
import { isModuleMounted } from "../shared/wiring";

/** Milliseconds after the boot: a short command is over by then. Processes that start together see each other's marks. */
const MARK_AFTER = 5_000;
const LOOK_AFTER = 15_000;

const ADVICE =
  "the locks of the Locking module are in the memory of each process (its default). Two processes can then change the logins of a " +
  "customer, or a cart, at the same time. Configure a provider that they share, Redis or PostgreSQL: docs/cluster.md.";

/**
 * Logs a warning once when several processes share the database and the locks are in the memory of each.
 *
 * Each process marks one of its connections, and looks a little later whether PostgreSQL lists marks of others: the process that
 * starts last finds them.
 */
export function reportLocking(
  container: MedusaContainer,
  { markAfter = MARK_AFTER, lookAfter = LOOK_AFTER } = {},
): void {
  if (!isModuleMounted(container) || !isLockingInMemory(container)) {
    return;
  }
  const { health } = resolveCustomerModule(container);
  const id = randomUUID();
  later(markAfter, () => health.markProcess(id));
  later(lookAfter, async () => {
    const others = await health.countOtherProcesses(id);
    if (others > 0) {
      const processes = others === 1 ? "One other process uses" : `${others} other processes use`;
      loggerOf(container).warn(`${PLUGIN}: ${processes} this database, but ${ADVICE}`);
    }
  });
}

/** Does not keep the process from ending. A database that does not answer is reported by others. */
function later(milliseconds: number, work: () => Promise<void>): void {
  setTimeout(() => work().catch(() => undefined), milliseconds).unref();
}
