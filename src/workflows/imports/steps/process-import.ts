import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { CustomerImport, ImportState } from "../../../modules/customer/imports/import-row.sql";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { processImport } from "../process-import";

export const processImportStepId = "customers-process-import-step";

/** How an import stands; null when somebody else works on it, it has ended, or it waits for others to end. */
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
 * Takes an import up and does what is to be done with it (`processImport`). That it failed is an outcome like any other,
 * noted on the import. The step itself never fails: what cannot even be noted, because the database is away, is left for
 * the job `customers-resume-imports` to take up again.
 *
 * Compensation: none. Batches that are stored stay; an import that is done again stores no row twice.
 */
export const processImportStep = createStep(processImportStepId, async ({ id }: { id: string }, { container }) => {
  try {
    return new StepResponse<ProcessedImport>(await resume(container, id));
  } catch {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(`The import ${id} was left as it is: the database did not answer. It will be taken up again.`);
    return new StepResponse<ProcessedImport>(null);
  }
});

async function resume(container: MedusaContainer, id: string): Promise<ProcessedImport> {
  const claimed = await resolveCustomerModule(container).imports.lease(id);
  if (claimed.outcome === "not_available") {
    return null;
  }
  const done = claimed.outcome === "leased" ? await processImport(container, claimed.import) : claimed.import;
  if (!done) {
    return null;
  }
  return processedImport(done);
}

/** What is told of an import. */
export function processedImport(done: CustomerImport): NonNullable<ProcessedImport> {
  const { id, state, error, options, total, invalid, folded, warned, created, updated, expected } = done;
  const counts = { total, invalid, folded, warned, created, updated, invitations: expected?.invitations ?? 0 };
  return { id, state, error, is_dry_run: options.dry_run, counts };
}
