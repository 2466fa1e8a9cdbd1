/** A text as it is, and all that a reader gets who takes it for percent-encoded, base64, base64url or hex, in lower case. */
export function decodingsOf(text: string): string {
  const read = (["base64url", "base64", "hex"] as const).flatMap((encoding) => {
    const bytes = Buffer.from(text, encoding);
    return [bytes.toString("utf8"), bytes.toString("latin1"), bytes.toString("utf16le")];
  });
  return [text, decodeURIComponent(text), ...read].join("\n").toLowerCase();
}
