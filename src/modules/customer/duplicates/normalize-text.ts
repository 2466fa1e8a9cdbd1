/**
 * Removes what people write in different ways: accents, case, and everything that is neither letter nor digit.
 *
 * "José de-la Peña" and "JOSE DE LA PENA" are equal.
 */
export function normalizeText(value: string | null): string {
  return (value ?? "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
