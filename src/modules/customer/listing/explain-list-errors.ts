import { MedusaError } from "@medusajs/framework/utils";
import { isErrorOf } from "../../../shared/errors";
import type { ModuleCore } from "../database/module-core";
import { explainFilterErrors } from "./explain-filter-errors";
import { findUnknownField } from "./find-unknown-field";

type Listing = {
  model: string;
  filters: unknown;
  config: { take?: number | null; skip?: number | null; order?: unknown };
};

/**
 * Runs a list with a caller's filter, order and page, and names what is wrong with these.
 *
 * Otherwise the error of the ORM or of the database is answered as an internal error.
 *
 * @throws MedusaError (invalid_data) that names the field.
 */
export async function explainListErrors<Result>(
  core: ModuleCore,
  listing: Listing,
  list: () => Promise<Result>,
): Promise<Result> {
  assertWindow(listing.config);
  try {
    return await explainFilterErrors(list);
  } catch (error) {
    throw explainUnknownField(core, error, listing);
  }
}

/**
 * Checks `take` and `skip`. A value that is not a whole number sets no limit, as in core's module.
 *
 * @throws MedusaError (invalid_data) for a page that the database cannot read.
 */
function assertWindow({ take, skip }: Listing["config"]): void {
  for (const [field, value] of [
    ["limit", take],
    ["offset", skip],
  ] as const) {
    if (typeof value === "number" && Number.isInteger(value) && (value < 0 || !Number.isSafeInteger(value))) {
      throw invalid(`The field "${field}" must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`);
    }
  }
}

/** Explains an error of the ORM that an unknown field has caused: the ORM throws plain errors, so the model decides. */
function explainUnknownField(core: ModuleCore, error: unknown, { model, filters, config }: Listing): unknown {
  if (!(error instanceof Error) || isErrorOf(error)) {
    return error;
  }
  const metadata = core.manager({}).getMetadata();
  const ordered = findUnknownField(metadata, model, config.order);
  if (ordered !== undefined) {
    return invalid(`The field "order" names "${ordered.slice(0, 100)}", which is no field to order by.`);
  }
  const filtered = findUnknownField(metadata, model, filters);
  return filtered === undefined
    ? error
    : invalid(`The filter names "${filtered.slice(0, 100)}", which is no field to filter by.`);
}

function invalid(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, message);
}
