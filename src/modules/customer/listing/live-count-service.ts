import type { Context } from "@medusajs/framework/types";
import type { ModuleCore } from "../database/module-core";
import { compactLiveCount } from "./live-count.sql";

/** Keeps the live count quick to read. */
export class LiveCountService {
  constructor(private readonly core: ModuleCore) {}

  /** Replaces the changes of the count with their sum. Any number of runs at once is harmless. */
  async compact(sharedContext: Context = {}): Promise<void> {
    await this.core.transaction(sharedContext, compactLiveCount);
  }
}
