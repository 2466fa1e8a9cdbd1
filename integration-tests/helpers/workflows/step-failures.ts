import {
  type WorkflowDefinition,
  type WorkflowHandler,
  WorkflowManager,
  type WorkflowStepHandlerArguments,
} from "@medusajs/framework/orchestration";

/** `instead`: the step throws and does nothing. `after`: it does its work, and then throws. */
export type FailureMode = "instead" | "after";

export type PlannedFailure = {
  workflowId: string;
  /** Only the run with this event group is touched; other runs of the same workflow are not changed. */
  eventGroupId: string;
  /** Which step fails, counted from 0 in the order in which they start; steps of workflows run as steps count too. */
  at: number;
  mode: FailureMode;
  /** Steps, as `workflow: step`, whose compensation runs twice in a row: the second time must change nothing. */
  compensatedTwice?: RegExp;
};

export const INJECTED = "Made to fail by the compensation harness";

/** What a workflow that runs as a step of another one is called there. */
const AS_STEP = "-as-step";

/**
 * Runs `work` while one step of a workflow, or of a workflow that runs as its step, is made to fail; hooks are steps
 * like any other. Medusa looks each step's function up in a map when the step's turn comes, and there it is replaced;
 * afterwards the map is as before.
 *
 * @returns the step that failed as `workflow: step`, or undefined when the run had fewer steps.
 */
export async function withFailingStep(failure: PlannedFailure, work: () => Promise<void>): Promise<string | undefined> {
  let started = 0;
  let failed: string | undefined;
  const around = async (label: string, step: () => Promise<unknown>, { context }: WorkflowStepHandlerArguments) => {
    if (context?.eventGroupId !== failure.eventGroupId || started++ !== failure.at) {
      return await step();
    }
    failed = label;
    if (failure.mode === "after") {
      await step();
    }
    throw new Error(INJECTED);
  };
  const undo = workflowAndNested(failure.workflowId).map((id) => replaceSteps(id, around, failure.compensatedTwice));
  try {
    await work();
  } finally {
    for (const restore of undo) {
      restore();
    }
  }
  return failed;
}

function handlersOf(workflowId: string): WorkflowHandler {
  // as: Medusa exports the manager as `any`; the definition is its own type.
  const definition = WorkflowManager.getWorkflow(workflowId) as WorkflowDefinition | undefined;
  if (!definition) {
    throw new Error(`There is no workflow "${workflowId}".`);
  }
  return definition.handlers_;
}

function workflowAndNested(workflowId: string): string[] {
  const nested = [...handlersOf(workflowId).keys()].filter((step) => step.endsWith(AS_STEP));
  const below = nested.flatMap((step) => workflowAndNested(step.slice(0, -AS_STEP.length)));
  return [...new Set([workflowId, ...below])];
}

type Compensate =
  WorkflowHandler extends Map<string, infer Handler extends { compensate?: unknown }> ? Handler["compensate"] : never;
type Around = (label: string, step: () => Promise<unknown>, args: WorkflowStepHandlerArguments) => Promise<unknown>;

function replaceSteps(workflowId: string, around: Around, compensatedTwice?: RegExp): () => void {
  const handlers = handlersOf(workflowId);
  // A step that was renamed leaves its old name behind, with nothing there.
  const before = [...handlers].filter(([, handler]) => handler !== undefined);
  for (const [step, handler] of before) {
    const label = `${workflowId}: ${step}`;
    const { invoke, compensate } = handler;
    handlers.set(step, {
      invoke: (args) => around(label, () => invoke(args), args),
      compensate: compensate && compensatedTwice?.test(label) ? twice(compensate) : compensate,
    });
  }
  return () => {
    for (const [step, handler] of before) {
      handlers.set(step, handler);
    }
  };
}

function twice(compensate: NonNullable<Compensate>): NonNullable<Compensate> {
  return async (args) => {
    await compensate(args);
    return await compensate(args);
  };
}
