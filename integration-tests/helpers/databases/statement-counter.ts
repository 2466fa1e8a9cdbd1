import { Client } from "pg";

/** Statements that frame a transaction; how many there are says nothing about the rows. */
const FRAME = /^\s*(begin|commit|rollback|savepoint|release|set)\b/i;

type Query = string | { text?: string };

/** How many statements one piece of work sends to PostgreSQL, on whichever connection of this process. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const { query } = Client.prototype;
  const spy = jest.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
    const [first] = args as [Query];
    const text = typeof first === "string" ? first : first.text;
    if (text !== undefined && !FRAME.test(text)) {
      count++;
    }
    // as: the driver's method has many overloads; the call goes through as it came.
    return Reflect.apply(query, this, args) as ReturnType<typeof query>;
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  if (!count) {
    throw new Error("No statement was seen: the module talks to PostgreSQL through another copy of the driver.");
  }
  return count;
}
