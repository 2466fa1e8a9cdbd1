import type { Seal } from "../../../src/modules/customer/database/seal";
import { type Cursor, encodeCursor } from "../../../src/modules/customer/listing/page-cursor";

/** A cursor as the service itself gives it, of any row. */
export function sealedCursor({ duplicates }: { duplicates: object }, cursor: Cursor): string {
  // as: the seals are the module's own, which only a test of places far down in a list has to borrow.
  const { seals } = Reflect.get(duplicates, "core") as { seals: { pages: Seal } };
  return encodeCursor(cursor, seals.pages);
}
