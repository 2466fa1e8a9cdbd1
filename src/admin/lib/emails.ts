/**
 * Returns an email so that two spellings of one email are equal: in lower case, with composed letters, and the domain as the
 * network has it (`xn--`). The store has letters instead; a pasted list may have either.
 */
export function comparableEmail(email: string): string {
  const text = email.normalize("NFC").toLowerCase();
  const at = text.lastIndexOf("@");
  try {
    return `${text.slice(0, at + 1)}${new URL(`http://${text.slice(at + 1)}`).hostname}`;
  } catch {
    return text;
  }
}
