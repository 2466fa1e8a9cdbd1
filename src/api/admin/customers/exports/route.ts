import { zodValidator } from "@medusajs/framework";
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { assertStorable } from "../../../../modules/customer/database/assert-storable";
import { customerFilters } from "../../../../shared/customer-filters";
import { resolveCustomerModule } from "../../../../shared/customer-module";
import { exportCustomersWorkflow } from "../../../../workflows/exports/workflows/export-customers";
import { assertNothingDropped } from "../../../utils/reject-dropped-keys";
import { type CreateExportBody, listExportsQuery } from "./validators";

/**
 * Begins an export of the customers that match the filters of the list, given in the query or as `filters` in the body.
 * Answers 202 with the export; `GET .../:id` answers its progress and, once it is completed, its file.
 */
export async function POST(req: AuthenticatedMedusaRequest<CreateExportBody>, res: MedusaResponse): Promise<void> {
  const inQuery = await zodValidator(customerFilters, req.query);
  assertNothingDropped(req.query, inQuery);
  const { filters: inBody, ...request } = req.validatedBody;
  if (inBody && Object.keys(inQuery).length) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'Give the filters in the query or as "filters" in the body, not in both.',
    );
  }
  const filters = inBody ?? inQuery;
  // Before the workflow: Medusa keeps the input of one that runs in the background in the database.
  assertStorable(filters);
  const { result } = await exportCustomersWorkflow(req.scope).run({
    input: { ...request, filters, created_by: req.auth_context.actor_id },
  });
  res.status(202).json({ export: result });
}

/** Exports, the newest first: `{ exports, count, limit, offset }`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const page = await zodValidator(listExportsQuery, req.query);
  const { exports, count } = await resolveCustomerModule(req.scope).exports.list(page);
  res.status(200).json({ exports, count, ...page });
}
