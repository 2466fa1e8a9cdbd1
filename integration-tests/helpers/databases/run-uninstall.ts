import { ContainerRegistrationKeys, createMedusaContainer, ModulesSdkUtils } from "@medusajs/framework/utils";
import customersUninstall from "../../../src/commands/customers-uninstall";
import { captureOutput } from "../run/captured-output";
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
