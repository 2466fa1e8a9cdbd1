import type { Seal } from "../../src/modules/customer/database/seal";
import { type Cursor, encodeCursor } from "../../src/modules/customer/listing/page-cursor";

/** A cursor as the service itself gives it, of any row. */
export function sealedCursor(service: object, cursor: Cursor): string {
  // as: the seals are the service's own, which only a test of places far down in a list has to borrow.
  const seals = Reflect.get(service, "seals_") as { pages: Seal };
  return encodeCursor(cursor, seals.pages);
}
