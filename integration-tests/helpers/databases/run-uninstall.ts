import { ContainerRegistrationKeys, createMedusaContainer, ModulesSdkUtils } from "@medusajs/framework/utils";
import customersUninstall from "../../../src/commands/customers-uninstall";
import { captureOutput } from "../run/captured-output";
import type { CustomerDatabase } from "./customer-database";
import { databaseUrl } from "./databases";

type Printed = { result: Record<string, unknown>; said: string };

/** Runs the command `customers:uninstall` on a database. @returns its result, and what it says on stderr. */
export async function runUninstall(database: string, ...args: string[]): Promise<Printed> {
  const connection = ModulesSdkUtils.createPgConnection({ clientUrl: databaseUrl(database), schema: "public" });
  const container = createMedusaContainer();
  container.register(ContainerRegistrationKeys.PG_CONNECTION, { resolve: () => connection });
  try {
    const { stdout, stderr } = await captureOutput(() => customersUninstall({ container, args }));
    return { result: JSON.parse(stdout), said: stderr };
  } finally {
    await connection.destroy();
  }
}

/** Every relation and function of the schema that no extension made, and every definition of core's tables. */
export async function everything(database: CustomerDatabase) {
  const names = await database.sql<{ name: string }>(`
    select relname || ' ' || relkind::text as name from pg_class where relnamespace = 'public'::regnamespace
    union all
    select proname from pg_proc
    where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
    order by name`);
  return {
    names: names.map(({ name }) => name),
    schema: await database.schema(),
    migrations: await database.migrations(),
  };
}
