const BOUNDARY = "fuzz-boundary";

/** The content type of `asForm`. */
export const FORM = `multipart/form-data; boundary=${BOUNDARY}`;

const FILE = 'Content-Disposition: form-data; name="file"; filename="customers.csv"\r\n\r\nemail\nimported@x.io\n';

/** A JSON object as a form with its fields as text, and a file. Any other JSON value is sent unchanged: a broken form. */
export function asForm(json: string): string {
  const value: unknown = JSON.parse(json);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return json;
  }
  const fields = Object.entries(value).map(([name, one]) => {
    const text = typeof one === "string" ? one : JSON.stringify(one);
    return `Content-Disposition: form-data; name="${encodeURI(name.toWellFormed())}"\r\n\r\n${text}`;
  });
  const parts = [...fields, FILE].map((part) => `--${BOUNDARY}\r\n${part}\r\n`);
  return `${parts.join("")}--${BOUNDARY}--\r\n`;
}
