import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import type { OrderColumn } from "./page-order";

/** Where a page begins or ends: the row's value in the order's column, as PostgreSQL writes it, and its id. */
export type Cursor = OrderColumn & { value: string | null; id: string };

const schema = z.tuple([z.string(), z.enum(["asc", "desc"]), z.string().nullable(), z.string()]);

/** An opaque text for URLs. It holds no secret: column, direction, value, id. */
export function encodeCursor({ column, direction, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([column, direction, value, id])).toString("base64url");
}

/** @throws MedusaError (invalid_data) for a text that is no cursor, or one of another order. */
export function decodeCursor(text: string, order: OrderColumn): Cursor {
  const parsed = schema.safeParse(parseJson(Buffer.from(text, "base64url").toString("utf8")));
  if (!parsed.success) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "The cursor is not valid. Take it from a page as it is.");
  }
  const [column, direction, value, id] = parsed.data;
  if (column !== order.column || direction !== order.direction) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The cursor belongs to a list ordered by ${column} ${direction}. Keep the order, or begin without a cursor.`,
    );
  }
  return { column, direction, value, id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
