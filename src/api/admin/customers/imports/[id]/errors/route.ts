import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { zodValidator } from "@medusajs/framework";
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveCustomerModule } from "../../../../../../shared/customer-module";
import { importErrorsQuery } from "../../validators";

/**
 * Answers errors and warnings in the file's order: `{ errors, count, dropped, limit, offset }`, or all of them as CSV with
 * `?format=csv`.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { format, level, ...page } = await zodValidator(importErrorsQuery, req.query);
  const service = resolveCustomerModule(req.scope);
  if (format === "json") {
    const { errors, count, dropped } = await service.imports.listErrors(req.params.id, { ...page, level });
    res.status(200).json({ errors, count, dropped, ...page });
    return;
  }
  const csv = await service.imports.streamErrors(req.params.id);
  res.status(200).type("text/csv; charset=utf-8").attachment(`import-errors-${req.params.id}.csv`);
  // The client has closed the connection; no answer reaches it.
  await pipeline(Readable.from(csv), res).catch(() => res.destroy());
}
