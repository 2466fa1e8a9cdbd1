import { spawn } from "node:child_process";
import { SetupError } from "../setup-error";
import type { SampleStore } from "./sample-store";

export type ExampleCall = {
  title: string;
  /** One paste into a shell. Later calls use the variables of earlier ones. */
  command: string;
  /** Whether the answer is what the title promises. */
  isAnswered(answer: unknown): boolean;
};

/** The five calls that `npm start` prints, with this store's own port, keys and names in them. */
export function exampleCalls(origin: string, sample: SampleStore): ExampleCall[] {
  const admin = `-H "Authorization: Bearer $TOKEN"`;
  const customers = `curl -sS -w '\\n' -G ${origin}/admin/customers`;
  return [
    {
      title: "Log in as the administrator, and list the newest customers",
      command: `TOKEN=${login(origin, "user", sample.admin)} && ${customers} -d limit=2 -d order=-created_at ${admin}`,
      isAnswered: (answer) => listedCustomers(answer) === 2,
    },
    {
      title: "Search customers",
      command: `${customers} --data-urlencode 'q=${sample.searchTerm}' -d fields=id,email,first_name,last_name ${admin}`,
      isAnswered: (answer) => listedCustomers(answer) > 0,
    },
    groupCall(customers, admin, sample.group),
    {
      title: "Run the store's own workflow, which creates a customer",
      command: `curl -sS -w '\\n' ${origin}/workflow`,
      isAnswered: (answer) => typeof read(answer, "customer", "id") === "string",
    },
    {
      title: "Log in as a customer of the shop, and read their own account",
      command:
        `CUSTOMER=${login(origin, "customer", sample.customer)} && ` +
        `curl -sS -w '\\n' ${origin}/store/customers/me -H "Authorization: Bearer $CUSTOMER" ` +
        `-H 'x-publishable-api-key: ${sample.publishableKey}'`,
      isAnswered: (answer) => read(answer, "customer", "email") === sample.customer.email,
    },
  ];
}

function groupCall(customers: string, admin: string, group: SampleStore["group"]): ExampleCall {
  // A reader who has deleted every group gets the call all the same: it finds no customer then.
  const { id, name } = group ?? { id: "none", name: "none" };
  return {
    title: `List the customers of the group "${name}"`,
    command: `${customers} --data-urlencode 'groups[]=${id}' -d fields=id,email -d limit=3 ${admin}`,
    isAnswered: (answer) =>
      Array.isArray(read(answer, "customers")) && (group === undefined || listedCustomers(answer) > 0),
  };
}

/** Runs the calls as a reader would, pasted one after the other into one shell, and looks at each answer. */
export async function tryExampleCalls(calls: ExampleCall[]): Promise<void> {
  const separator = "=== next call ===";
  const output = await runShell(calls.map(({ command }) => command).join(`\necho; echo '${separator}'\n`));
  const answers = output.split(separator);
  for (const [index, call] of calls.entries()) {
    const answer = answers[index]?.trim() ?? "";
    if (!call.isAnswered(parse(answer))) {
      throw new SetupError(
        `Example call ${index + 1} (${call.title}) does not work:\n${call.command}\nanswers:\n${answer}`,
      );
    }
    console.log(`  works: ${index + 1}. ${call.title}`);
  }
}

function login(origin: string, actor: "user" | "customer", { email, password }: SampleStore["admin"]): string {
  const body = JSON.stringify({ email, password });
  return (
    `$(curl -sS ${origin}/auth/${actor}/emailpass -H 'Content-Type: application/json' -d '${body}' ` +
    `| node -pe 'JSON.parse(require("fs").readFileSync(0)).token')`
  );
}

function runShell(script: string): Promise<string> {
  return new Promise((settle, reject) => {
    const shell = spawn("bash", ["-c", script], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    shell.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
    shell.once("error", (error) => reject(new SetupError(`The example calls need bash and curl: ${error.message}`)));
    // "close", not "exit": only then has all of the output arrived.
    shell.once("close", () => settle(output));
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function read(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (current, key) => (typeof current === "object" && current !== null ? Reflect.get(current, key) : undefined),
    value,
  );
}

function listedCustomers(answer: unknown): number {
  const customers = read(answer, "customers");
  return Array.isArray(customers) ? customers.length : 0;
}
