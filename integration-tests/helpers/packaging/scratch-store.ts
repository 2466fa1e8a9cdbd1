import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { databaseUrl } from "../databases/databases";
import { childEnvironment } from "../run/child-environment";

export const ROOT = resolve(__dirname, "../../..");
export const PLUGIN = "medusa-plugin-customers";

export type Manifest = {
  exports: Record<string, string | Record<string, string>>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
};

export const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;

type Running = { child: ChildProcess; output: () => string };

/** A store outside of this checkout, in a folder of its own, that runs on the packed plugin. */
export class ScratchStore {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "customers-packaging-")));
  running: Running | undefined;

  constructor(
    private readonly database: string,
    /** A folder with the `node` that runs the store; default: the one that runs this. */
    private readonly nodeFolder?: string,
  ) {}

  /** Packs the built plugin into the folder. @returns the name of the file. */
  pack(): string {
    const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", this.folder], {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [{ filename }] = JSON.parse(packed) as { filename: string }[];
    return filename;
  }

  writeManifest(dependencies: Record<string, string>): void {
    const given = { name: "scratch-store", private: true, dependencies };
    writeFileSync(join(this.folder, "package.json"), JSON.stringify(given, null, 2));
  }

  writeConfig(mount: (config: string) => string): void {
    const config = `defineConfig({
    projectConfig: { databaseUrl: process.env.DATABASE_URL, http: { jwtSecret: "test", cookieSecret: "test" } },
    admin: { disable: true },
  })`;
    writeFileSync(
      join(this.folder, "medusa-config.js"),
      `const { defineConfig } = require("@medusajs/framework/utils");\n${mount(config)}\n`,
    );
  }

  environment(port?: number): NodeJS.ProcessEnv {
    const path = [this.nodeFolder, process.env.PATH].filter(Boolean).join(delimiter);
    return {
      ...childEnvironment(),
      PATH: path,
      NODE_ENV: "development",
      DATABASE_URL: databaseUrl(this.database),
      MEDUSA_DISABLE_TELEMETRY: "true",
      ...(port ? { PORT: String(port) } : {}),
    };
  }

  /** Starts the store and returns its port once `path` answers; undefined when the store ends instead. */
  async start(path: string): Promise<number | undefined> {
    const port = await freePort();
    const { child } = this.run(port);
    while (child.exitCode === null && child.signalCode === null) {
      const answer = await fetch(`http://localhost:${port}${path}`).catch(() => undefined);
      if (answer?.ok) {
        return port;
      }
      await new Promise((next) => setTimeout(next, 100));
    }
    return undefined;
  }

  /** Runs the store; `stop` ends it. */
  run(port: number): Running {
    const child = spawn(this.bin("medusa"), ["start"], {
      cwd: this.folder,
      env: { ...this.environment(port), LOG_LEVEL: "info" },
      detached: true,
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    this.running = { child, output: () => output };
    return this.running;
  }

  /** Runs a program of the store's packages to its end. */
  exec(program: string, args: string[], variables: NodeJS.ProcessEnv = {}) {
    return spawnSync(this.bin(program), args, {
      cwd: this.folder,
      env: { ...this.environment(), LOG_LEVEL: "info", ...variables },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  async stop(): Promise<void> {
    const child = this.running?.child;
    if (child?.pid && child.exitCode === null) {
      const ended = new Promise((done) => child.once("exit", done));
      process.kill(-child.pid, "SIGKILL");
      await ended;
    }
    this.running = undefined;
  }

  delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private bin(program: string): string {
    return join(this.folder, "node_modules/.bin", program);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await new Promise((done) => server.once("listening", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address !== null ? address.port : 0;
}
