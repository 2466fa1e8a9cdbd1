import type { ExecArgs } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../shared/customer-module";
import { keepStdoutForResult, writeResult } from "../shared/result-output";
import { CHANGE_EVENTS, type ChangeEvent, emitChanges } from "../workflows/changes/emit-changes";
import { usageOf } from "./help";

keepStdoutForResult();

const EMIT = "emit";

/**
 * Emits the events of changes since a time once more (`npx medusa-plugin-customers reconcile`), for an event bus that lost some.
 *
 * Without the argument `emit` it emits nothing, and only counts. It cannot know which events were lost: subscribers get
 * the others a second time. The counts go to stdout as JSON, with what else may need a look.
 */
export default async function customersReconcile({ container, args }: ExecArgs): Promise<void> {
  const service = resolveCustomerModule(container);
  const { since, isDryRun, events } = readArguments(args);
  // Changes that subscribers make for these events have events of their own.
  const until = await service.changes.readClock();
  const counts: Partial<Record<ChangeEvent, number>> = {};
  for (const event of events) {
    counts[event] = await emitChanges(container, event, { since, until, isDryRun });
  }
  const { count } = await service.invitations.list({ state: "announced" }, { limit: 1, offset: 0 });
  const { problems } = await service.health.read();
  const result = {
    ...(isDryRun && { dry_run: true }),
    since,
    until,
    events: counts,
    unacknowledged_invitations: count,
    problems,
  };
  writeResult(`${JSON.stringify(result)}\n`);
  if (isDryRun) {
    process.stderr.write(`Nothing was emitted. Run the command with "${EMIT}" to emit an event for each change.\n`);
  }
  if (count) {
    process.stderr.write(
      "No mail was acknowledged for some invitations. Send them again: POST /admin/customers/invitations/send.\n",
    );
  }
}

type Arguments = { since: Date; isDryRun: boolean; events: readonly ChangeEvent[] };

function readArguments([time, ...more]: string[]): Arguments {
  const since = new Date(time ?? "");
  const isDryRun = more[0] !== EMIT;
  const names = isDryRun ? more : more.slice(1);
  const unknown = names.find((name) => !CHANGE_EVENTS.some((event) => event === name));
  if (Number.isNaN(since.getTime())) {
    refuse("SINCE has to be a time, such as 2026-12-01T08:00:00Z");
  }
  if (unknown !== undefined) {
    refuse(`"${unknown}" is no event that can be emitted again: ${CHANGE_EVENTS.join(", ")}`);
  }
  return {
    since,
    isDryRun,
    events: names.length ? CHANGE_EVENTS.filter((event) => names.includes(event)) : CHANGE_EVENTS,
  };
}

function refuse(why: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, `${why}.\n${usageOf("reconcile")}`);
}
