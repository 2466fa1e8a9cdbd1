import { spawn } from "node:child_process";
import { parseArgs } from "node:util";

/** Requests of one run of the two specs for each unit of their count: a query string and a body for every route. */
const REQUESTS_PER_COUNT = 100;

/** A long run takes hours. */
const TIMEOUT_MS = String(24 * 60 * 60 * 1_000);

/**
 * `npm run fuzz -- --requests 100000 [--seed 1] [--routes imports]`: the fuzz specs with about so many requests, to all routes or to
 * those whose path matches. Prints the seed; the same seed sends the same requests.
 */
function main(): void {
  const { values } = parseArgs({
    options: { requests: { type: "string" }, seed: { type: "string" }, routes: { type: "string" } },
  });
  const requests = wholeNumber("--requests", values.requests ?? "10000");
  const seed = wholeNumber("--seed", values.seed ?? String(Date.now() % 2 ** 31));
  process.stdout.write(`Seed: ${seed}\n`);
  const options = `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules --no-warnings`;
  const jest = spawn("npx", ["jest", "--runInBand", "--testTimeout", TIMEOUT_MS, "integration-tests/http/fuzz-"], {
    stdio: "inherit",
    env: {
      ...process.env,
      NODE_OPTIONS: options,
      FUZZ_SEED: String(seed),
      FUZZ_COUNT: String(Math.max(1, Math.ceil(requests / REQUESTS_PER_COUNT))),
      FUZZ_ROUTES: values.routes ?? "",
      FUZZ_VERBOSE: "1",
    },
  });
  jest.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new Error(`${name} must be a whole number, for example ${name} 100000.`);
  }
  return Number(text);
}

main();
