import { randomUUID } from "node:crypto";
import type { MedusaContainer } from "@medusajs/framework/types";
import type { Store } from "../stores/store";
import { type CompensationCase, type FailedRun, observe } from "../workflows/compensation";
import { INJECTED } from "../workflows/step-failures";

/** A method of another module's service by which a step writes. */
export type Write = { of(container: MedusaContainer): object; method: string };

/** `before`: the write throws and stores nothing. `after`: it stores everything, and its answer is lost. */
const MOMENTS = ["before", "after"] as const;

/** More writes than any step sends: a run that still fails here fails by itself. */
const MAXIMUM_WRITES = 20;

/**
 * Fails each write that a workflow sends by the given methods in turn, so that steps fail in the middle of what they do;
 * after each run every table is compared row for row with before. A step is named by its write: `updateOrders, write 1,
 * after`.
 *
 * @throws when one of the methods is never called: then nothing was tested.
 */
export async function failEachWrite<Input>(
  store: Store,
  tested: Pick<CompensationCase<Input>, "workflow" | "prepare">,
  writes: readonly Write[],
): Promise<FailedRun[]> {
  const runs: FailedRun[] = [];
  for (const write of writes) {
    for (const moment of MOMENTS) {
      runs.push(...(await failWrites(store, tested, { write, moment })));
    }
  }
  return runs;
}

type Failing = { write: Write; moment: (typeof MOMENTS)[number] };

async function failWrites<Input>(
  store: Store,
  { workflow, prepare }: Pick<CompensationCase<Input>, "workflow" | "prepare">,
  { write, moment }: Failing,
): Promise<FailedRun[]> {
  const runs: FailedRun[] = [];
  for (let at = 0; at < MAXIMUM_WRITES; at++) {
    const input = await prepare(randomUUID().slice(0, 8));
    let hasFailed = false;
    const run = await observe(store, { workflow, input }, async (_, work) => {
      hasFailed = await withFailingWrite(write.of(store.container), { method: write.method, moment, at }, work);
    });
    if (!hasFailed) {
      if (!at) {
        throw new Error(`${workflow.getName()} never calls ${write.method}: there is nothing to fail.`);
      }
      return runs;
    }
    runs.push({ ...run, step: `${write.method}, write ${at + 1}, ${moment}` });
  }
  throw new Error(`${workflow.getName()} did not end within ${MAXIMUM_WRITES} calls of ${write.method}.`);
}

/** @returns whether there was such a write. */
async function withFailingWrite(
  service: object,
  { method, moment, at }: { method: string; moment: Failing["moment"]; at: number },
  work: () => Promise<void>,
): Promise<boolean> {
  const original: unknown = Reflect.get(service, method);
  if (typeof original !== "function") {
    throw new Error(`The service has no method ${method}.`);
  }
  const wasOwn = Object.hasOwn(service, method);
  let calls = 0;
  Reflect.set(service, method, async (...args: unknown[]) => {
    const isTurn = calls++ === at;
    if (isTurn && moment === "before") {
      throw new Error(INJECTED);
    }
    const result = await Reflect.apply(original, service, args);
    if (isTurn) {
      throw new Error(INJECTED);
    }
    return result;
  });
  try {
    await work();
  } finally {
    if (wasOwn) {
      Reflect.set(service, method, original);
    } else {
      Reflect.deleteProperty(service, method);
    }
  }
  return calls > at;
}
