import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPgBouncer, startPgBouncer } from "../../scripts/cluster/pgbouncer";
import { findFreePort } from "../../scripts/ports";
import { meetProcesses } from "../../src/modules/customer/health/present-processes.sql";
import { databaseUrl } from "../helpers/databases/databases";
import { withModuleConnection } from "../helpers/databases/module-connection";

const program = findPgBouncer();
const itThroughPgBouncer = program === undefined ? it.skip : it;
if (program === undefined) {
  process.stderr.write(
    "integration-tests/cluster/presence.spec.ts is skipped: there is no pgbouncer on this machine.\n",
  );
}

itThroughPgBouncer("processes find each other through PgBouncer, and none that has ended", async () => {
  const folder = await mkdtemp(join(tmpdir(), "customers-presence-"));
  const port = await findFreePort();
  const postgresPort = Number(process.env.DB_PORT ?? 5432);
  const pooler = await startPgBouncer({ program: program ?? "", folder, port, postgresPort, database: "postgres" });
  const url = databaseUrl("postgres").replace(/@.*\//, `@localhost:${port}/`);
  const count = (milliseconds: number) =>
    withModuleConnection(url, (connection) =>
      connection.transaction((transaction) => meetProcesses(transaction, milliseconds)),
    );
  try {
    expect(await Promise.all([count(4_000), count(4_000)])).toEqual([1, 1]);
    // PgBouncer keeps the connections to PostgreSQL that the two had.
    expect(await count(0)).toBe(0);
  } finally {
    await pooler.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
