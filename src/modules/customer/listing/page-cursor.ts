import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import type { Seal } from "../database/seal";
import { CUSTOMER_FIELDS, type Fields } from "../fields";
import type { OrderColumn } from "./read-page-order";

const FIELDS: Fields = CUSTOMER_FIELDS;

/** The begin or end of a page: the row's value in the order's column, as PostgreSQL writes it, and its id. */
export type Cursor = OrderColumn & {
  value: string | null;
  id: string;
  /** Whether the page includes the row itself: the cursor of an empty page, which leads back, does. */
  inclusive?: boolean;
};

/** PostgreSQL knows no null character, and no half of a surrogate pair. */
const text = z.string().refine((value) => !value.includes("\u0000") && value.isWellFormed());

const schema = z.tuple([text, z.enum(["asc", "desc"]), text.nullable(), text, z.boolean()]);

/** Encodes a cursor as a sealed text: URLs are logged, and the value is an email or a name. */
export function encodeCursor({ column, direction, value, id, inclusive = false }: Cursor, seal: Seal): string {
  return seal.close(JSON.stringify([column, direction, value, id, inclusive]));
}

/** Decodes a cursor. @throws MedusaError (invalid_data) for an invalid cursor, or one of another order. */
export function decodeCursor(text: string, order: OrderColumn, seal: Seal): Cursor {
  const parsed = schema.safeParse(parseJson(seal.open(text)));
  if (!parsed.success) {
    throw notValid();
  }
  const [column, direction, value, id, inclusive] = parsed.data;
  if (column !== order.column || direction !== order.direction) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The cursor belongs to a list ordered by ${column} ${direction}. Keep the order, or begin without a cursor.`,
    );
  }
  if (!isValueOf(column, value)) {
    throw notValid();
  }
  return { column, direction, value, id, inclusive };
}

function notValid(): MedusaError {
  return new MedusaError(
    MedusaError.Types.INVALID_DATA,
    "The cursor is not valid. Take it from a page as it is, or begin without a cursor.",
  );
}

/** Whether PostgreSQL can read the value as one of the column: a time as it writes it, a boolean, or any text. */
function isValueOf(column: string, value: string | null): boolean {
  const type = FIELDS[column]?.type;
  if (type === "boolean") {
    return value === "true" || value === "false";
  }
  if (type !== "timestamptz") {
    return true;
  }
  const [, date, time] = value?.match(TIME) ?? [];
  const read = new Date(`${date}T${time}Z`);
  // JavaScript reads a day that the month does not have as one of the next month, and 24:00 as the next day.
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(`${date}T`);
}

/** A time as PostgreSQL writes it, and reads it back: from the year 1 on, at most 15 hours from UTC. */
const TIME = /^((?!0000)\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)[+-](?:0\d|1[0-5])(?::[0-5]\d)?$/;

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
