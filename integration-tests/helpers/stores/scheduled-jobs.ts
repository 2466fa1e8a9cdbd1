import { WorkflowScheduler } from "@medusajs/framework/orchestration";

/** Ends the store's schedule, so that a job runs when the test says so, and not at the next full minute as well. */
export async function stopScheduledJobs(): Promise<void> {
  await new WorkflowScheduler().clear();
}
