import type { Context } from "@medusajs/framework/types";
import type { ModuleCore } from "../database/module-core";
import { type Change, type ChangeKind, listChanges, readClock } from "./list-changes.sql";

export type { Change, ChangeKind } from "./list-changes.sql";

/** Finds changes that were stored, for events that may have been lost. */
export class ChangeService {
  constructor(private readonly core: ModuleCore) {}

  /**
   * Lists what was stored of a kind between two times. Deleted customers are in the order of their ids, all else in that of the times.
   *
   * @param until a time of `readClock`: without an end, what a subscriber writes for an event would be the next change.
   * @param after the last change of the page before; null for the first page.
   */
  async list(
    kind: ChangeKind,
    { since, until, after, limit }: { since: Date; until: string; after: Change | null; limit: number },
    sharedContext: Context = {},
  ): Promise<Change[]> {
    const page = { since: since.toISOString(), until, after, limit };
    return await listChanges(this.core.connection(sharedContext), kind, page);
  }

  /** Reads the present time of the database. */
  async readClock(sharedContext: Context = {}): Promise<string> {
    return await readClock(this.core.connection(sharedContext));
  }
}
