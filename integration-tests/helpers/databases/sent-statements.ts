import { Client } from "pg";

/** Statements that frame a transaction. */
const FRAME = /^\s*(begin|commit|rollback|savepoint|release|set)\b/i;

export type Sent = { text: string; values: unknown[] };

type Query = string | { text?: string; values?: unknown[] };

/** What one piece of work sends to PostgreSQL, on whichever connection of this process, frames of transactions too. */
export async function everythingSent(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const { query } = Client.prototype;
  const spy = jest.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
    const [first, second] = args as [Query, unknown];
    const given = typeof first === "string" ? { text: first, values: second } : first;
    if (given.text !== undefined) {
      sent.push({ text: given.text, values: Array.isArray(given.values) ? given.values : [] });
    }
    // as: the driver's method has many overloads; the call goes through as it came.
    return Reflect.apply(query, this, args) as ReturnType<typeof query>;
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return sent;
}

/** The statements of one piece of work, without those that frame transactions. */
export async function sentStatements(work: () => Promise<unknown>): Promise<Sent[]> {
  return (await everythingSent(work)).filter(({ text }) => !FRAME.test(text));
}

/** One line, single spaces. */
export function normalised(statement: string): string {
  return statement.replace(/\s+/g, " ").trim();
}
