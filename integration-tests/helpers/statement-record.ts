import { normalised, sentStatements } from "./sent-statements";

/** Which statements each of several works sends, white space aside: one a call, unless there are more. */
export class StatementRecord {
  readonly sent: Record<string, string[]> = {};

  async of<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    let result: Result | undefined;
    const statements = await sentStatements(async () => {
      result = await work();
    });
    // What the driver asks on a new connection is not ours. The ORM writes ids into its statements; ours bind them.
    const texts = statements.map(({ text }) => normalised(text).replace(/'cus_\w{26}'/g, "'<id>'"));
    this.sent[name] = texts.filter((text) => text !== "select version();");
    // as: the work has run, or thrown.
    return result as Result;
  }

  /** Every work sent what is expected of it, and nothing is expected of one that did not run. */
  expectToBe(expected: Record<string, string[]>): void {
    const entries = Object.entries(expected).map(([name, statements]) => [name, statements.map(normalised)]);
    expect(this.sent).toEqual(Object.fromEntries(entries));
  }
}
