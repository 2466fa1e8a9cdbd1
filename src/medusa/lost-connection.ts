/**
 * SQLSTATE of connections (class 08) and of a server that shuts down, crashed or starts (57P01 to 57P03; PostgreSQL manual,
 * appendix A), and Node.js' codes of sockets.
 */
const CODES = /^(08[0-9A-Z]{3}|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** Names of what knex and ioredis throw when they wait in vain. */
const NAMES = new Set(["KnexTimeoutError", "MaxRetriesPerRequestError"]);

/**
 * Messages of pg, knex and ioredis without a code. Knex and MikroORM put the statement before them. "Transaction query already
 * complete" is what knex says to the next statement of a transaction whose connection has ended.
 */
const MESSAGES =
  /(^| - )(Connection (terminated|is closed|ended)|Transaction query already complete|Client has encountered a connection error|the database system is (starting up|shutting down|in recovery))/;

/**
 * Whether an error is the loss of a connection to a service that the store needs, such as PostgreSQL or Redis.
 *
 * By the text too: pg's errors of a broken connection have neither a code nor a name, and the workflow engine makes plain objects
 * of errors.
 */
export function isConnectionLost(error: unknown): boolean {
  if (typeof error !== "object" || error === null) {
    return false;
  }
  // as: each is looked at before it is used.
  const { code, name, message } = error as { code?: unknown; name?: unknown; message?: unknown };
  return (
    (typeof code === "string" && CODES.test(code)) ||
    (typeof name === "string" && NAMES.has(name)) ||
    (typeof message === "string" && MESSAGES.test(message))
  );
}
