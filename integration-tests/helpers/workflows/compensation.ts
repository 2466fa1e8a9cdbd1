import { randomUUID } from "node:crypto";
import type { Context, MedusaContainer } from "@medusajs/framework/types";
import { createStep, createWorkflow, type WorkflowData } from "@medusajs/framework/workflows-sdk";
import { differences, readAllRows } from "../databases/database-rows";
import { EventRecorder } from "../modules/event-recorder";
import type { Store } from "../stores/store";
import { type FailureMode, INJECTED, withFailingStep } from "./step-failures";

type Failure = { error: { message: string }; handlerType?: string; action?: string };

type RunResult = { errors: Failure[]; transaction: { getErrors(handlerType?: string): Failure[] } };

/** The part of a workflow that the harness uses. */
export type TestedWorkflow<Input> = {
  (
    container: MedusaContainer,
  ): {
    run(args: { input: Input; context: Context; throwOnError: false }): Promise<unknown>;
  };
  getName(): string;
  runAsStep(args: { input: Input | WorkflowData<Input> }): unknown;
};

/** How a run ended that was made to fail. Nothing wrong: all three lists are empty. */
export type FailedRun = {
  /** `workflow: step` */
  step: string;
  /** How the database differs from before the run: see `differences`. */
  differences: string[];
  /** Events that were delivered all the same. */
  events: string[];
  /** What compensating steps said when they failed themselves. */
  compensationErrors: string[];
};

export type CompensationReport = {
  /** One for each step, in the order of the steps; the last one is a step after the whole workflow. */
  runs: FailedRun[];
  /** The run in which no step was made to fail: what it wrote and emitted. */
  completed: { differences: string[]; events: string[] };
};

export type CompensationCase<Input> = {
  workflow: TestedWorkflow<Input>;
  /** Creates new rows for each run (`unique` differs every time) and returns the input. */
  prepare(unique: string): Promise<Input>;
  mode?: FailureMode;
  /** See `PlannedFailure`. */
  compensatedTwice?: RegExp;
};

/** More steps than any workflow has: a run that still fails here fails by itself. */
const MAXIMUM_STEPS = 200;

/**
 * Fails each step of a workflow in turn, first to last, steps of nested workflows and hooks included, and then a step
 * that comes after the whole workflow; after each run every table is compared row for row with before.
 */
export async function failEachStep<Input>(store: Store, tested: CompensationCase<Input>): Promise<CompensationReport> {
  const runs: FailedRun[] = [];
  for (let at = 0; at < MAXIMUM_STEPS; at++) {
    const run = await failOneStep(store, tested, tested.workflow, at);
    if (run.step === undefined) {
      if (!run.differences.length) {
        throw new Error(`${tested.workflow.getName()} writes nothing with this input: there is nothing to restore.`);
      }
      runs.push(await failLaterStep(store, tested, at));
      return { runs, completed: { differences: run.differences, events: run.events } };
    }
    runs.push({ ...run, step: run.step });
  }
  throw new Error(`${tested.workflow.getName()} did not end within ${MAXIMUM_STEPS} steps.`);
}

/** What is wrong after the runs, by step; empty when each run was rolled back completely. */
export function remainders({ runs }: CompensationReport): Record<string, string[]> {
  const wrong = runs.map(({ step, differences, events, compensationErrors }): [string, string[]] => [
    step,
    [...differences, ...events.map((name) => `event ${name}`), ...compensationErrors],
  ]);
  return Object.fromEntries(wrong.filter(([, found]) => found.length));
}

export const LATER_STEP = "a step after the workflow";

const laterStep = createStep(LATER_STEP, async () => {});
const wrappers = new Map<string, TestedWorkflow<unknown>>();

async function failLaterStep<Input>(store: Store, tested: CompensationCase<Input>, steps: number): Promise<FailedRun> {
  // The workflow as a step comes first, then its steps, then the later one.
  const run = await failOneStep(store, { ...tested, mode: "instead" }, withLaterStep(tested.workflow), steps + 1);
  if (!run.step?.endsWith(LATER_STEP)) {
    throw new Error(`The later step was to fail, and it was ${run.step}.`);
  }
  return { ...run, step: LATER_STEP };
}

function withLaterStep<Input>(workflow: TestedWorkflow<Input>): TestedWorkflow<Input> {
  const name = `compensation-of-${workflow.getName()}`;
  const wrapper =
    wrappers.get(name) ??
    createWorkflow(name, (input: WorkflowData<Input>) => {
      workflow.runAsStep({ input });
      laterStep();
    });
  wrappers.set(name, wrapper as TestedWorkflow<unknown>);
  return wrapper as TestedWorkflow<Input>;
}

async function failOneStep<Input>(
  store: Store,
  { prepare, mode = "instead", compensatedTwice }: CompensationCase<Input>,
  workflow: TestedWorkflow<Input>,
  at: number,
): Promise<Omit<FailedRun, "step"> & { step: string | undefined }> {
  const input = await prepare(randomUUID().slice(0, 8));
  let step: string | undefined;
  const run = await observe(store, { workflow, input }, async (eventGroupId, work) => {
    const failure = { workflowId: workflow.getName(), eventGroupId, at, mode, compensatedTwice };
    step = await withFailingStep(failure, work);
  });
  return { step, ...run };
}

/** Runs a workflow within something that makes it fail, and looks at every table before and after. */
export async function observe<Input>(
  store: Store,
  { workflow, input }: { workflow: TestedWorkflow<Input>; input: Input },
  within: (eventGroupId: string, work: () => Promise<void>) => Promise<void>,
): Promise<Omit<FailedRun, "step">> {
  const eventGroupId = `compensation-${randomUUID()}`;
  const recorder = new EventRecorder(store);
  await recorder.start();
  const before = await readAllRows(store);
  let compensationErrors: string[] = [];
  await within(eventGroupId, async () => {
    const run = workflow(store.container).run({ input, context: { eventGroupId }, throwOnError: false });
    // as: the two fields that are read, of an answer whose type hangs on that of the workflow.
    compensationErrors = problems((await run) as RunResult);
  });
  const after = await readAllRows(store);
  return {
    differences: differences(before, after),
    events: await recorder.stop(eventGroupId),
    compensationErrors,
  };
}

/**
 * A workflow that fails while it runs as a step of another has undone itself by then. Medusa compensates that step all
 * the same, finds no transaction, and goes on with the steps before.
 */
const NESTED_HAS_UNDONE_ITSELF = /^\S+-as-step compensating: Transaction \S+ could not be found\.$/;

/** A prefix and a ULID. */
const ENTITY_ID = /\b[a-z]+_[0-9A-HJKMNP-TV-Z]{26}\b/g;

/** @throws when a step failed by itself: then the input is wrong, and the run says nothing about compensation. */
function problems({ transaction }: RunResult): string[] {
  const invoke = transaction.getErrors("invoke").filter(({ error }) => error.message !== INJECTED);
  if (invoke.length) {
    throw new Error(`${invoke[0].action} failed by itself: ${invoke[0].error.message}`);
  }
  return transaction
    .getErrors("compensate")
    .map(({ action, error }) => `${action} compensating: ${error.message.replaceAll(ENTITY_ID, "<id>")}`)
    .filter((message) => !NESTED_HAS_UNDONE_ITSELF.test(message));
}
