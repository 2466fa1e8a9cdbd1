import { Modules } from "@medusajs/framework/utils";
import type { Store } from "./store";

/** Runs a scheduled job of the store now, as the schedule does: the very one that Medusa has found in the built plugin. */
export async function runJob(store: Store, name: string): Promise<void> {
  await store.container.resolve(Modules.WORKFLOW_ENGINE).run(`job-${name}`, { input: {} });
}
