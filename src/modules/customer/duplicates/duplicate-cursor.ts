import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import type { Seal } from "../database/seal";

/** The reason why customers may be one person. */
export type DuplicateReason = "email" | "phone" | "name_and_address";

/** The sections of a search, in their order. Emails have two: in an unusual spelling, and equal letter by letter. */
export const SECTIONS = ["spelling", "email", "phone", "name_and_address"] as const;

export type DuplicateSection = (typeof SECTIONS)[number];

/** A position in the order of keys: at a key, or after it. */
export type KeyPosition = { key: string; inclusive: boolean };

/** The end of a page; no position means the beginning of the section. */
export type DuplicateCursor = { section: DuplicateSection; from: KeyPosition | null };

/** Returns the sections of a reason, in their order; all sections without a reason. */
export function sectionsOf(reason: DuplicateReason | undefined): DuplicateSection[] {
  return SECTIONS.filter((section) => reason === undefined || reasonOf(section) === reason);
}

export function reasonOf(section: DuplicateSection): DuplicateReason {
  return section === "spelling" ? "email" : section;
}

/** PostgreSQL knows no null character, and no half of a surrogate pair. */
const text = z.string().refine((value) => !value.includes("\u0000") && value.isWellFormed());

const position = z.strictObject({ key: text, inclusive: z.boolean() }).nullable();

/** A key of addresses is a number; PostgreSQL could not read another text as one. */
const schema = z
  .tuple([z.enum(SECTIONS), position])
  .refine(([section, from]) => section !== "name_and_address" || from === null || isBigint(from.key));

/** Encodes a cursor as a sealed text: URLs are logged, and a key is an email or the digits of a phone. */
export function encodeDuplicateCursor({ section, from }: DuplicateCursor, seal: Seal): string {
  return seal.close(JSON.stringify([section, from]));
}

/** Decodes a cursor. @throws MedusaError (invalid_data) for an invalid cursor, or one of another reason. */
export function decodeDuplicateCursor(after: string, reason: DuplicateReason | undefined, seal: Seal): DuplicateCursor {
  const parsed = schema.safeParse(parseJson(seal.open(after)));
  if (!parsed.success) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'The cursor in "after" is not valid. Take it from "next" of a page as it is, or begin without it.',
    );
  }
  const [section, from] = parsed.data;
  if (!sectionsOf(reason).includes(section)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'The cursor in "after" belongs to a list by another reason. Keep "reason", or begin without a cursor.',
    );
  }
  return { section, from };
}

function isBigint(value: string): boolean {
  return /^-?\d{1,19}$/.test(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value);
}

function parseJson(value: string | undefined): unknown {
  try {
    return value === undefined ? undefined : JSON.parse(value);
  } catch {
    return undefined;
  }
}
