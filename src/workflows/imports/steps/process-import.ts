import type { MedusaContainer } from "@medusajs/framework/types";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { CustomerImport, ImportState } from "../../../modules/customer/imports/import-row.sql";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { loggerOf } from "../../../shared/logger-of";
import { processImport } from "../process-import";

const processImportStepId = "customers-process-import-step";

/** The import after a run; null when another run works on it, it has ended, or too many imports run. */
export type ProcessedImport = {
  id: string;
  state: ImportState;
  error: string | null;
  is_dry_run: boolean;
  counts: {
    total: number;
    invalid: number;
    folded: number;
    warned: number;
    created: number;
    updated: number;
    invitations: number;
  };
} | null;

/**
 * Leases an import and works on it (`processImport`).
 *
 * A failure is an outcome, which is stored with the import. The step itself never fails: when the database does not
 * answer, the job `customers-resume-imports` takes over later.
 *
 * Compensation: none. Stored batches stay; a run that resumes the import stores no row twice.
 */
export const processImportStep = createStep(processImportStepId, async ({ id }: { id: string }, { container }) => {
  try {
    return new StepResponse<ProcessedImport>(await resume(container, id));
  } catch {
    const logger = loggerOf(container);
    logger.error(`The database did not answer; the import ${id} stays as it is and will be resumed.`);
    return new StepResponse<ProcessedImport>(null);
  }
});

async function resume(container: MedusaContainer, id: string): Promise<ProcessedImport> {
  const leased = await resolveCustomerModule(container).imports.lease(id);
  if (leased.outcome === "not_available") {
    return null;
  }
  const done = leased.outcome === "leased" ? await processImport(container, leased.import) : leased.import;
  if (!done) {
    return null;
  }
  return processedImport(done);
}

/** Returns the data of an import for its announcement. */
export function processedImport(done: CustomerImport): NonNullable<ProcessedImport> {
  const { id, state, error, options, total, invalid, folded, warned, created, updated, expected } = done;
  const counts = { total, invalid, folded, warned, created, updated, invitations: expected?.invitations ?? 0 };
  return { id, state, error, is_dry_run: options.dry_run, counts };
}
