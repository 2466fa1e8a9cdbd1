import type { Context } from "@medusajs/framework/types";
import type { ModuleCore } from "../database/module-core";
import { CHANGE_EVENTS, type Change, type ChangeEvent, listChanges } from "./list-changes.sql";

export type { Change, ChangeEvent } from "./list-changes.sql";

/** Finds changes that were stored, for events that may have been lost. */
export class ChangeService {
  /** The names of the events that can be made from what is stored. */
  readonly events: readonly ChangeEvent[] = CHANGE_EVENTS;

  constructor(private readonly core: ModuleCore) {}

  /**
   * Lists what was stored since a time, by the name of the event, in the order of the times.
   *
   * @param after the last change of the page before; null for the first page.
   */
  async list(
    event: ChangeEvent,
    { since, after, limit }: { since: Date; after: Change | null; limit: number },
    sharedContext: Context = {},
  ): Promise<Change[]> {
    const from = since.toISOString();
    return await listChanges(this.core.connection(sharedContext), event, {
      since: from,
      after: after ?? { at: from, id: "" },
      limit,
    });
  }
}
