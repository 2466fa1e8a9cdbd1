import { isErrorOf } from "../shared/errors";

/**
 * SQLSTATE of connections (class 08) and of a server that shuts down, crashed or starts (57P01 to 57P03; PostgreSQL manual,
 * appendix A), and Node.js' codes of sockets.
 */
const CODES = /^(08[0-9A-Z]{3}|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/**
 * A violation of the protocol. PostgreSQL means a client's bug, such as a statement with too few values, and names its routine.
 * PgBouncer gives the same code, without a routine, while PostgreSQL does not answer it.
 */
const PROTOCOL_VIOLATION = "08P01";

/** Names of what knex and ioredis throw when they wait in vain. */
const NAMES = new Set(["KnexTimeoutError", "MaxRetriesPerRequestError"]);

/** SQLSTATE of any class. */
const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * Messages of pg, knex and ioredis without a code. Knex and MikroORM put the statement before them, with its values: so the phrase is
 * looked for at the end. "Transaction query already complete" is what knex says to the next statement of a transaction whose
 * connection has ended.
 */
const MESSAGES =
  /(?:^| - )(Connection (?:terminated|is closed|ended)|Transaction query already complete|Client has encountered a connection error|the database system is (?:starting up|shutting down|in recovery))[\w ,.=:]*$/;

/**
 * Whether an error is the loss of a connection to a service that the store needs, such as PostgreSQL or Redis.
 *
 * By the text too: pg's errors of a broken connection have neither a code nor a name, and the workflow engine makes plain objects
 * of errors. Errors of Medusa, and those of the database with another code, may repeat what a caller has sent: their text says
 * nothing.
 */
export function isConnectionLost(error: unknown): boolean {
  return describeLostConnection(error) !== undefined;
}

/** Describes the loss of a connection for a log: a code, a name or a fixed phrase, never the statement. @returns undefined for any other error. */
export function describeLostConnection(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || isErrorOf(error)) {
    return undefined;
  }
  // as: each is looked at before it is used.
  const { code, name, message, routine } = error as Partial<Record<"code" | "name" | "message" | "routine", unknown>>;
  if (code === PROTOCOL_VIOLATION && routine !== undefined) {
    return undefined;
  }
  if (typeof code === "string" && (CODES.test(code) || SQLSTATE.test(code))) {
    return CODES.test(code) ? code : undefined;
  }
  if (typeof name === "string" && NAMES.has(name)) {
    return name;
  }
  return typeof message === "string" ? MESSAGES.exec(message)?.[1] : undefined;
}
