import { ContainerRegistrationKeys, createMedusaContainer, ModulesSdkUtils } from "@medusajs/framework/utils";
import customersUninstall from "../../../src/commands/customers-uninstall";
import { databaseUrl } from "./databases";

type Printed = { result: Record<string, unknown>; said: string };

/** Runs the command `customers:uninstall` on a database. @returns its result, and what it says on stderr. */
export async function runUninstall(database: string, ...args: string[]): Promise<Printed> {
  const connection = ModulesSdkUtils.createPgConnection({ clientUrl: databaseUrl(database), schema: "public" });
  const container = createMedusaContainer();
  container.register(ContainerRegistrationKeys.PG_CONNECTION, { resolve: () => connection });
  const print = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    jest.spyOn(process[stream], "write").mockImplementation((text) => {
      print[stream] += text;
      return true;
    });
  }
  try {
    await customersUninstall({ container, args });
  } finally {
    jest.restoreAllMocks();
    await connection.destroy();
  }
  return { result: JSON.parse(print.stdout), said: print.stderr };
}
