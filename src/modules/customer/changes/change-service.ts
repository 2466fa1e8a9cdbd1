import type { Context } from "@medusajs/framework/types";
import type { ModuleCore } from "../database/module-core";
import { type Change, type ChangeKind, listChanges } from "./list-changes.sql";

export type { Change, ChangeKind } from "./list-changes.sql";

/** Finds changes that were stored, for events that may have been lost. */
export class ChangeService {
  constructor(private readonly core: ModuleCore) {}

  /**
   * Lists what was stored of a kind since a time, in the order of the times.
   *
   * @param after the last change of the page before; null for the first page.
   */
  async list(
    kind: ChangeKind,
    { since, after, limit }: { since: Date; after: Change | null; limit: number },
    sharedContext: Context = {},
  ): Promise<Change[]> {
    const from = since.toISOString();
    return await listChanges(this.core.connection(sharedContext), kind, {
      since: from,
      after: after ?? { at: from, id: "" },
      limit,
    });
  }
}
