import { createIds } from "../create-ids";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ULID = /^cus_[0-9A-HJKMNP-TV-Z]{26}$/;

/** The time in a ULID, its first ten letters (ULID specification). */
function timeOf(id: string): number {
  const letters = [...id.slice("cus_".length, "cus_".length + 10)];
  return letters.reduce((time, letter) => time * 32 + ALPHABET.indexOf(letter), 0);
}

describe("createIds", () => {
  it("returns as many ids as requested, each a prefix and a ULID", () => {
    const ids = createIds("cus", 1_000);

    expect(ids).toHaveLength(1_000);
    expect(ids.filter((id) => !ULID.test(id))).toEqual([]);
    expect(createIds("cus", 0)).toEqual([]);
    expect(createIds("cuaddr", 1)[0]).toMatch(/^cuaddr_[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it("gives ids of one batch in strictly increasing order", () => {
    const ids = createIds("cus", 100_000);

    expect(ids.slice(1).filter((id, index) => id <= ids[index])).toEqual([]);
  });

  it("never gives an id twice, in batches of any size", () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => createIds("cus", 1 + (index % 10))).flat();

    expect(new Set(ids).size).toBe(ids.length);
  });

  it("writes the present time into them", () => {
    const before = Date.now();
    const times = createIds("cus", 100).map(timeOf);
    const after = Date.now();

    expect(Math.min(...times)).toBeGreaterThanOrEqual(before);
    expect(Math.max(...times)).toBeLessThanOrEqual(after);
  });

  it("never gives a time beyond the 48 bits of a ULID", () => {
    expect(createIds("cus", 1)[0].slice(4, 5)).toMatch(/[0-7]/);
  });
});
