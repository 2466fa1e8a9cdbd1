import { EMAIL_MAX_LENGTH } from "../../database/assert-storable";
import { isEmail } from "../../emails/read-email";
import type { ImportErrorLevel } from "../types";
import type { Draft } from "./draft";
import { shown } from "./values/cell-error";

/** `given`: keys of metadata that every row has. */
export type KeyReading = {
  exact: boolean;
  warning: ImportErrorLevel;
  external_id_prefix?: string;
  given: number;
  storedSpelling(email: string): string;
};

/** A number with separators of thousands. */
const WITH_THOUSANDS = /^[1-9]\d{0,2}(?:[.,]\d{3})+$/;

/** Checks what names the customer of a row, once all of its cells are read. */
export function finishKeys(draft: Draft, reading: KeyReading): void {
  const { customer, problems } = draft;
  const { external_id_prefix: prefix = "", warning, exact } = reading;
  const key = exact ? undefined : customer.external_id?.slice(prefix.length);
  if (typeof customer.email === "string") {
    const isNamed = !exact && (Boolean(customer.id) || (Boolean(customer.external_id) && key !== "0"));
    finishEmail(customer.email, draft, reading, isNamed ? warning : "error");
  }
  const warn = (reason: string): void => void problems.push({ level: warning, field: "external_id", reason });
  if (key === "0" && customer.email) {
    delete customer.external_id;
    warn("is 0, which guests of many systems have in common. It is left out, and the email names the customer");
  } else if (key !== undefined && WITH_THOUSANDS.test(key)) {
    warn(`${shown(key)} may be ${shown(key.replace(/[.,]/g, ""))}, changed by a spreadsheet. It is kept as it is`);
  }
  if (key !== undefined && isBare(draft, reading)) {
    warn("is all that the row has. It may be a line of totals");
  }
}

/** Whether nothing of the row but the external_id has a value. */
function isBare({ customer, addresses, metadata, problems }: Draft, { given }: KeyReading): boolean {
  if (!customer.external_id || customer.email || addresses.length || metadata.length > given || problems.length) {
    return false;
  }
  return Object.entries(customer).every(
    ([name, value]) => name === "external_id" || value === null || value === undefined,
  );
}

/** `Ann <ann@example.com>`, as mail programs write it. */
const NAMED = /^[^<>]*<\s*([^<>\s]+)\s*>$/;
const LINK = /^mailto:([^?\s]+)/i;

/** By the store's one rule, also in a row with an id: an email that was stored before the rule is not for a file to set. */
function finishEmail(given: string, draft: Draft, { warning, storedSpelling }: KeyReading, level: ImportErrorLevel) {
  const { customer, problems } = draft;
  const [, email = given] = NAMED.exec(given) ?? LINK.exec(given) ?? [];
  const reason = faultOf(email);
  const stored = reason === undefined ? orUndefined(() => storedSpelling(email)) : undefined;
  if (stored === undefined) {
    delete customer.email;
    problems.push({ level, field: "email", reason: reason ?? notAnEmail(email) });
    return;
  }
  customer.email = stored;
  if (email !== given) {
    problems.push({ level: warning, field: "email", reason: `is taken out of ${shown(given)}` });
  }
}

function faultOf(email: string): string | undefined {
  if (email.length > EMAIL_MAX_LENGTH) {
    return `has ${email.length} characters; at most ${EMAIL_MAX_LENGTH} can be stored`;
  }
  if (isEmail(email)) {
    return undefined;
  }
  const several = email.split(/[\s;,|/]+/).filter(isEmail).length;
  return several > 1 ? `holds ${several} email addresses: ${shown(email)}. Keep one of them` : notAnEmail(email);
}

const notAnEmail = (email: string): string => `is not an email address: ${shown(email)}. Write it as ann@example.com`;

function orUndefined(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
