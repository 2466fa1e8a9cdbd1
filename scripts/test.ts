/** `npm test`: builds the plugin and checks the types, both at once, and then runs the specs with the arguments given. */
import { type SpawnOptions, spawn } from "node:child_process";

const NODE_OPTIONS = "--experimental-vm-modules --no-warnings --max-semi-space-size=64";

/** Returns the exit code; 1 for a program that a signal ended. */
function run(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit", ...options });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

async function test(): Promise<number> {
  const codes = await Promise.all([run("npm", ["run", "build"]), run("npm", ["run", "typecheck"])]);
  const failed = codes.find((code) => code !== 0);
  return failed ?? (await run("jest", process.argv.slice(2), { env: { ...process.env, NODE_OPTIONS } }));
}

void test().then((code) => {
  process.exitCode = code;
});
