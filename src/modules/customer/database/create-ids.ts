import { randomBytes } from "node:crypto";

/** Crockford's base 32, in which a ULID is written: no I, L, O or U (ULID specification). */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 48 bits of time are ten letters, 80 random bits sixteen, five bits each. */
const TIME_LETTERS = 10;
const CHANCE_LETTERS = 16;

/** The last two letters of an id count; those before are the same for a thousand ids. */
const ENDS = Array.from({ length: 1_024 }, (_, count) => ALPHABET[count >> 5] + ALPHABET[count & 31]);

/**
 * Creates ids of the form `prefix_<ULID>`, as core's, each greater than the one before.
 *
 * Rows of one batch sort in the order in which they were given, and their index entries are adjacent. The first id has 80
 * random bits, the others count on from there (the monotonic rule of the ULID specification); the top random bit is 0, so
 * that counting never overflows. One random draw per batch instead of one per id.
 */
export function createIds(prefix: string, count: number): string[] {
  const time = encodeTime(Date.now());
  const chance = Array.from(randomBytes(CHANCE_LETTERS), (byte) => byte & 31);
  chance[0] &= 15;
  const [high, low] = chance.splice(-2);
  let end = high * 32 + low;
  let beginning = "";
  return Array.from({ length: count }, () => {
    end = (end + 1) % ENDS.length;
    if (end === 0) {
      increment(chance);
    }
    if (end === 0 || beginning === "") {
      beginning = `${prefix}_${time}${chance.map((letter) => ALPHABET[letter]).join("")}`;
    }
    return beginning + ENDS[end];
  });
}

function encodeTime(milliseconds: number): string {
  let rest = milliseconds;
  let letters = "";
  for (let index = 0; index < TIME_LETTERS; index++) {
    letters = ALPHABET[rest % 32] + letters;
    rest = Math.floor(rest / 32);
  }
  return letters;
}

function increment(chance: number[]): void {
  for (let index = chance.length - 1; index >= 0; index--) {
    chance[index] = (chance[index] + 1) & 31;
    if (chance[index] !== 0) {
      return;
    }
  }
}
