import type { CustomerImport } from "../../../../modules/customer/imports/import-row.sql";

export type ImportProgress = {
  /** Rows that are read, or once it is confirmed, done with. */
  processed: number;
  /** Rows per second since the reading, or the storing, began; null before. */
  rate: number | null;
  /** Null as long as it is not known. */
  seconds_left: number | null;
};

/** An import as the service or, its times as text, a workflow answers it. */
type Timed = Omit<CustomerImport, "started_at" | "completed_at"> & {
  started_at: Date | string | null;
  completed_at: Date | string | null;
};

/** How fast an import is, and how long it will be. */
export function progressOf(one: Timed, now = new Date()): ImportProgress {
  const stored = one.created + one.updated + one.unchanged + one.skipped;
  const isReading = one.state === "uploaded" || one.state === "validating" || one.state === "ready";
  const processed = isReading ? one.total : stored;
  if (one.started_at === null) {
    return { processed, rate: null, seconds_left: null };
  }
  const milliseconds = new Date(one.completed_at ?? now).getTime() - new Date(one.started_at).getTime();
  const seconds = Math.max(milliseconds, 1) / 1_000;
  const rate = Math.round(processed / seconds);
  const left = one.total - one.invalid - one.folded - stored;
  return { processed, rate, seconds_left: one.state === "importing" && rate > 0 ? Math.ceil(left / rate) : null };
}
