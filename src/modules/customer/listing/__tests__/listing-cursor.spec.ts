import { MedusaError } from "@medusajs/framework/utils";
import fc from "fast-check";
import { createSeal } from "../../database/seal";
import { type Cursor, decodeCursor, encodeCursor } from "../page-cursor";

const NOT_VALID = "The cursor is not valid. Take it from a page as it is, or begin without a cursor.";

const seal = createSeal("secret", "pages");

// What a row can hold: no null character is among it.
const text = fc.string({ unit: "binary" }).filter((value) => !value.includes("\0"));
const cursors: fc.Arbitrary<Cursor> = fc.record({
  column: text,
  direction: fc.constantFrom("asc", "desc"),
  value: fc.option(text),
  id: text,
  inclusive: fc.boolean(),
});
const byEmail = { column: "email", direction: "asc" } as const;

/** What decoding a text answers: a cursor, or the error. Any other error fails the test. */
function outcome(cursor: string): Cursor | MedusaError {
  try {
    return decodeCursor(cursor, byEmail, seal);
  } catch (error) {
    if (error instanceof MedusaError && error.type === MedusaError.Types.INVALID_DATA) {
      return error;
    }
    throw error;
  }
}

describe("a cursor", () => {
  it("comes back as it was, whatever is in it", () => {
    fc.assert(
      fc.property(cursors, (cursor) => {
        expect(decodeCursor(encodeCursor(cursor, seal), cursor, seal)).toEqual(cursor);
      }),
    );
  });

  it("can stand in a URL as it is", () => {
    fc.assert(
      fc.property(cursors, (cursor) => {
        expect(encodeCursor(cursor, seal)).toMatch(/^[\w-]+$/);
      }),
    );
  });

  it("keeps null and the empty text apart", () => {
    const [empty, none] = ["", null].map((value) => encodeCursor({ ...byEmail, value, id: "cus_1" }, seal));

    expect(decodeCursor(empty, byEmail, seal).value).toBe("");
    expect(decodeCursor(none, byEmail, seal).value).toBeNull();
  });

  it("is refused as invalid data when it is garbage, never with another error", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.base64String(), fc.string()), (garbage) => {
        expect(outcome(garbage)).toMatchObject({ message: NOT_VALID });
      }),
    );
  });

  it("is refused as invalid data when it holds other JSON, sealed or not", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(outcome(seal.close(json))).toMatchObject({ message: NOT_VALID });
        expect(outcome(Buffer.from(json).toString("base64url"))).toMatchObject({ message: NOT_VALID });
      }),
    );
  });

  it("is refused when it is cut off", () => {
    const whole = encodeCursor({ ...byEmail, value: "ann@x.io", id: "cus_1" }, seal);

    expect(outcome(whole.slice(0, -4))).toMatchObject({ message: NOT_VALID });
    expect(outcome("")).toMatchObject({ message: NOT_VALID });
  });

  it.each([
    ["yesterday, perhaps"],
    ["2026-02-30 10:00:00+00"],
    ["2026-01-01 24:00:00+00"],
    ["2026-01-01 10:00:00+20"],
    ["0000-01-01 00:00:00+00"],
  ])("is refused when PostgreSQL could not read its time: %s", (value) => {
    const order = { column: "created_at", direction: "desc" } as const;
    const cursor = encodeCursor({ ...order, value, id: "cus_1" }, seal);

    expect(() => decodeCursor(cursor, order, seal)).toThrow(NOT_VALID);
  });

  it("is refused when it holds a null character, which PostgreSQL does not know", () => {
    for (const place of [
      { value: "\0", id: "cus_1" },
      { value: "a", id: "\0" },
    ]) {
      expect(outcome(encodeCursor({ ...byEmail, ...place }, seal))).toMatchObject({ message: NOT_VALID });
    }
  });

  it.each([
    ["another column", { column: "created_at", direction: "asc" } as const],
    ["the other direction", { column: "email", direction: "desc" } as const],
  ])("of %s is refused, and the message names its order", (_, order) => {
    const cursor = encodeCursor({ ...order, value: "x", id: "cus_1" }, seal);

    expect(outcome(cursor)).toMatchObject({
      message:
        `The cursor belongs to a list ordered by ${order.column} ${order.direction}. ` +
        "Keep the order, or begin without a cursor.",
    });
  });
});
