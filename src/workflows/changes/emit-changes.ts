import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { Change, ChangeEvent } from "../../modules/customer/changes/change-service";
import { resolveCustomerModule } from "../../shared/customer-module";

/** Changes that are read, and messages that are emitted, at once. */
const PAGE = 1_000;

/** Counts the changes of a kind since a time, and emits an event for each, unless it is a dry run. */
export async function emitChanges(
  container: MedusaContainer,
  event: ChangeEvent,
  { since, isDryRun }: { since: Date; isDryRun: boolean },
): Promise<number> {
  const { changes } = resolveCustomerModule(container);
  const bus = container.resolve(Modules.EVENT_BUS);
  let count = 0;
  for (let after: Change | null = null; ; ) {
    const page: Change[] = await changes.list(event, { since, after, limit: PAGE });
    if (page.length && !isDryRun) {
      await bus.emit(page.map(({ data }) => ({ name: event, data })));
    }
    count += page.length;
    if (page.length < PAGE) {
      return count;
    }
    after = page[page.length - 1];
  }
}
