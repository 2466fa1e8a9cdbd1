import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { portProblem } from "../ports";
import { SetupError } from "../setup-error";

export const REPOSITORY_ROOT = resolve(__dirname, "..", "..");
export const STORE_DIRECTORY = join(REPOSITORY_ROOT, "examples", "store");
export const DATABASE_NAME = "medusa_customers";

export type Settings = {
  /** The port of the store and its dashboard. */
  port: number;
  /** Where the embedded PostgreSQL keeps its data. */
  dataDirectory: string;
  /** The port of the embedded PostgreSQL; undefined: any free one. */
  databasePort: number | undefined;
  /** Start, try the printed calls, stop. */
  checkOnly: boolean;
  /** The environment of Medusa's processes, but for DATABASE_URL. */
  environment: NodeJS.ProcessEnv;
};

/** Reads .env, the environment (which wins over .env) and the command line. */
export function readSettings(commandLine: string[]): Settings {
  const environmentFile = join(REPOSITORY_ROOT, ".env");
  if (existsSync(environmentFile)) {
    process.loadEnvFile(environmentFile);
  }
  const port = readPort("PORT") ?? 9000;
  return {
    port,
    dataDirectory: resolve(REPOSITORY_ROOT, process.env.POSTGRES_DATA?.trim() || join(".data", "postgres")),
    databasePort: readPort("POSTGRES_PORT"),
    checkOnly: readFlags(commandLine).check,
    environment: medusaEnvironment(port),
  };
}

/** Checked before anything else: everything that comes after takes half a minute. */
export async function assertPortIsFree(port: number): Promise<void> {
  const problem = await portProblem(port);
  if (problem === "taken") {
    throw new SetupError(
      `Port ${port} is taken by another program (another npm start?).\n` +
        `Stop that program, or choose another port: PORT=${port + 1} npm start`,
    );
  }
  if (problem === "forbidden") {
    throw new SetupError(`Port ${port} is reserved for the administrator. Choose another: PORT=9000 npm start`);
  }
}

function medusaEnvironment(port: number): NodeJS.ProcessEnv {
  const own = `http://localhost:${port}`;
  return {
    ...process.env,
    NODE_ENV: "development",
    PORT: String(port),
    // Good enough for a sample store on one's own machine; a real store sets its own secrets.
    JWT_SECRET: process.env.JWT_SECRET || "development-only-jwt-secret",
    COOKIE_SECRET: process.env.COOKIE_SECRET || "development-only-cookie-secret",
    // 8000 is where Medusa's storefront starters run, 5173 where the dashboard does when it is developed by itself.
    STORE_CORS: process.env.STORE_CORS || "http://localhost:8000",
    ADMIN_CORS: process.env.ADMIN_CORS || `${own},http://localhost:5173`,
    AUTH_CORS: process.env.AUTH_CORS || `${own},http://localhost:8000,http://localhost:5173`,
    MEDUSA_DISABLE_TELEMETRY: "true",
    // Medusa's command line loads TypeScript by ts-node, which would check the store's types at each of the three runs.
    TS_NODE_TRANSPILE_ONLY: "true",
    // Read by supports-color: keeps the log readable when it passes through a pipe to a terminal.
    ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}),
  };
}

function readPort(name: string): number | undefined {
  const text = process.env[name]?.trim();
  if (!text) {
    return undefined;
  }
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SetupError(
      `${name} is "${text}", which is no port. Give a number from 1 to 65535, such as ${name}=9001.`,
    );
  }
  return port;
}

function readFlags(commandLine: string[]): { check: boolean } {
  try {
    const { values } = parseArgs({ args: commandLine, options: { check: { type: "boolean", default: false } } });
    return { check: values.check };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(`${reason}\nUsage: npm start            run the store until Ctrl-C
       npm start -- --check  run it, try the example calls, stop`);
  }
}
