import { join, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");

/** Where the reference is. */
export const FOLDER = join(ROOT, "docs/reference");

/** Joins the lines of a paragraph. */
export function unwrapped(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, " ").trim())
    .filter(Boolean)
    .join("\n\n");
}
