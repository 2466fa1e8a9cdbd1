/** The part of pg-copy-streams that is used here; the package has no types. */
declare module "pg-copy-streams" {
  /** A statement that PostgreSQL's client runs with `query`, and the stream of what it reads. */
  export function from(statement: string): import("node:stream").Writable & { rowCount: number };
}
