import { MedusaError } from "@medusajs/framework/utils";
import { Client } from "pg";
import { describeLostConnection, isConnectionLost } from "../../src/medusa/lost-connection";
import { describeError } from "../../src/shared/log-failure";
import { connectTo } from "../helpers/databases/databases";

/** The error that a statement gets when its connection is ended by another one, as a shutdown of PostgreSQL does. */
async function errorOfEndedConnection(): Promise<unknown> {
  const [victim, other] = [await connectTo("postgres"), await connectTo("postgres")];
  victim.on("error", () => undefined);
  const pid = (await victim.query<{ pid: number }>("select pg_backend_pid() as pid")).rows[0].pid;
  const failed = victim.query("select pg_sleep(60)").catch((error: unknown) => error);
  await other.query("select pg_terminate_backend($1)", [pid]);
  await other.end();
  return await failed;
}

describe("isConnectionLost", () => {
  it("is true for a statement whose connection PostgreSQL ends, also when the workflow engine has copied the error", async () => {
    const error = (await errorOfEndedConnection()) as Error;

    expect(isConnectionLost(error)).toBe(true);
    expect(isConnectionLost({ ...error, message: error.message, name: error.name })).toBe(true);
  });

  it("is true where nothing listens", async () => {
    const client = new Client({ host: "127.0.0.1", port: 1 });

    expect(isConnectionLost(await client.connect().catch((error: unknown) => error))).toBe(true);
  });

  it("is false for a statement with too few values: PostgreSQL calls that a violation of the protocol", async () => {
    const client = await connectTo("postgres");
    const error: unknown = await client.query("select $1::int, $2::int", [1]).catch((thrown: unknown) => thrown);
    await client.end();

    expect(error).toMatchObject({ code: "08P01" });
    expect(isConnectionLost(error)).toBe(false);
  });

  it.each([
    // What PgBouncer throws while PostgreSQL does not answer it.
    { code: "08P01", name: "error", severity: "FATAL", length: 39, message: "query_wait_timeout" },
    { message: "Connection terminated unexpectedly" },
    { message: "select 1 - Connection terminated unexpectedly" },
    { message: "Connection is closed." },
    { message: "Transaction query already complete, run with DEBUG=knex:tx for more info" },
    { name: "MaxRetriesPerRequestError", message: "Reached the max retries per request limit" },
    { name: "KnexTimeoutError", message: "Knex: Timeout acquiring a connection." },
    { code: "57P03", message: "the database system is starting up" },
  ])("is true for what pg, knex and ioredis throw: %j", (error) => {
    expect(isConnectionLost(error)).toBe(true);
  });

  it.each([
    { code: "23505", message: "duplicate key" },
    { message: "Customer with email: Connection terminated, already exists." },
    // What a caller sends is no loss: a path, or a value that knex writes into its message.
    new MedusaError(MedusaError.Types.NOT_FOUND, "Customer with id x - Connection ended"),
    { code: "23505", message: "insert ... - Connection terminated" },
    { message: "insert into x values ('a - Connection terminated') - something else" },
    new Error("Something else"),
    null,
    "Connection is closed.",
  ])("is false for any other error: %j", (error) => {
    expect(isConnectionLost(error)).toBe(false);
  });

  it("is described without the statement, whose values are data of customers", () => {
    const message = "insert into customer (email) values ('ada@x.io') - Connection terminated unexpectedly";

    expect(describeLostConnection({ message })).toBe("Connection terminated");
    expect(describeError(new Error(message))).toBe("the connection was lost (Connection terminated)");
  });
});
