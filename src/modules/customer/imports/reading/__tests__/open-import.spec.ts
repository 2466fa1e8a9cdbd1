import { MedusaError } from "@medusajs/framework/utils";
import fc from "fast-check";
import type { ImportReading } from "../../types";
import { openImport, previewImport } from "../open-import";
import { readAll, settings, sourceOf } from "./read-all";

const HEADER = "email,first_name,last_name";
const keep: ImportReading = { empty_cell: "keep" };

describe("reading", () => {
  const many = (count: number) =>
    `${HEADER}\n${Array.from({ length: count }, (_, index) => `c${index}@example.com,${"x".repeat(100)},y`).join("\n")}`;

  it("hands out at most a hundred rows at a time, in order", async () => {
    const { rowBatches } = await openImport(sourceOf(many(250)), keep, settings);
    const sizes: number[] = [];
    for await (const batch of rowBatches) {
      sizes.push(batch.length);
    }
    expect(sizes).toEqual([100, 100, 50]);
  });

  it("hands out fewer rows at a time when they are long", async () => {
    const wide = Array.from({ length: 20 }, (_, index) => `c${index}@example.com,${"x".repeat(900_000)},y`);
    const { rowBatches } = await openImport(sourceOf([HEADER, ...wide].join("\n")), keep, settings);
    for await (const batch of rowBatches) {
      expect(batch.length).toBeLessThan(7);
    }
  });

  it("takes no more of the file than the rows ask for, and lets go of it when they are left", async () => {
    const source = sourceOf(many(50_000), 10_000);
    const { rowBatches } = await openImport(source, keep, settings);
    expect(source.taken).toBeLessThanOrEqual(100_000);
    await rowBatches.next();
    expect(source.taken).toBeLessThanOrEqual(400_000);
    expect(source.closed).toBe(false);
    await rowBatches.return(undefined);
    expect(source.closed).toBe(true);
  });

  it("lets go of the file when no row is asked for, when it cannot be read, and at its end", async () => {
    const unread = sourceOf(many(50_000));
    await (await openImport(unread, keep, settings)).rowBatches.return(undefined);
    expect(unread.closed).toBe(true);

    const wrong = sourceOf(`nothing,known\n${"x,y\n".repeat(100_000)}`);
    await expect(openImport(wrong, keep, settings)).rejects.toThrow(/not known/);
    expect(wrong.closed).toBe(true);

    const spoilt = sourceOf(Buffer.concat([Buffer.from(many(5_000)), Buffer.from([0xff]), Buffer.from(many(5_000))]));
    const { rowBatches } = await openImport(spoilt, keep, settings);
    await expect(
      (async () => {
        for await (const _batch of rowBatches);
      })(),
    ).rejects.toThrow(/^Line 5001/);
    expect(spoilt.closed).toBe(true);

    const whole = sourceOf(many(10));
    for await (const _batch of (await openImport(whole, keep, settings)).rowBatches);
    expect(whole.closed).toBe(true);
  });

  it("lets errors of the source through as they are", async () => {
    async function* broken() {
      yield Buffer.from(many(5_000));
      throw new Error("the file is gone");
    }
    const { rowBatches } = await openImport(broken(), keep, settings);
    await expect(
      (async () => {
        for await (const _batch of rowBatches);
      })(),
    ).rejects.toThrow("the file is gone");
  });

  it("previews the first rows with what the header says", async () => {
    const source = sourceOf(many(50_000));
    const preview = await previewImport(source, keep, settings, 5);
    expect(preview.rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(preview).toMatchObject({
      format: "own",
      encoding: "utf-8",
      delimiter: ",",
      mapping: { email: "email", first_name: "first_name", last_name: "last_name" },
    });
    expect(source.closed).toBe(true);
    expect((await previewImport(sourceOf(many(3)), keep, settings, 5)).rows).toHaveLength(3);
    expect((await previewImport(sourceOf(many(3)), keep, settings, 0)).rows).toHaveLength(0);
  });

  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
    fc
      .array(
        fc.constantFrom(
          HEADER,
          "email",
          "id",
          ",",
          ";",
          '"',
          "\n",
          "\r\n",
          "'",
          "=1",
          "a@b.co",
          "é",
          "\u0000",
          "{}",
          "\ud83d",
        ),
        {
          maxLength: 60,
        },
      )
      .map((parts) => Buffer.from(`${HEADER}\n${parts.join("")}`)),
    fc.string({ unit: "binary" }).map((text) => Buffer.from(`\ufeff${text}`, "utf16le")),
  );

  it("of any bytes whatever ends, and throws nothing but what a person can read", async () => {
    const readings = fc.record({
      empty_cell: fc.constantFrom("keep" as const, "clear" as const),
      encoding: fc.constantFrom(
        undefined,
        "utf-8" as const,
        "utf-16le" as const,
        "utf-16be" as const,
        "latin1" as const,
      ),
    });
    await fc.assert(
      fc.asyncProperty(bytes, readings, async (file, reading) => {
        const rows = await readAll(file, reading).then(
          (read) => read.rows,
          (error: unknown) => {
            expect(error).toBeInstanceOf(MedusaError);
            expect((error as MedusaError).message.isWellFormed()).toBe(true);
            expect((error as MedusaError).message).not.toContain("\u0000");
            return [];
          },
        );
        for (const row of rows) {
          expect(row.errors === undefined || row.errors.length > 0).toBe(true);
          expect(JSON.stringify(row).includes("\\u0000")).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
