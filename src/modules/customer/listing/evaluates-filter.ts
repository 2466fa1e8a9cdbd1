import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex";
import type { Context, DAL } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { isErrorOf } from "../../../shared/errors";
import { evaluatingFilter } from "./map-filter-error";
import { unknownField } from "./unknown-field";

type Reader = { baseRepository_: DAL.RepositoryService };

type Page = { take?: number | null; skip?: number | null; order?: unknown };

type Listing<Filters, Config, Result> = (
  filters?: Filters,
  config?: Config,
  sharedContext?: Context,
) => Promise<Result>;

/**
 * For a method that lists rows by a caller's filter, order and page: what is wrong with these is said in a MedusaError
 * (invalid_data) that names the field. Without it the ORM's or the database's own error comes out as an internal one.
 *
 * @param filterOf finds the filter in the method's first argument, where that is not the filter itself.
 */
export function EvaluatesFilter<Filters>(model: string, filterOf: (given: Filters) => unknown = (given) => given) {
  return <Config, Result>(
    _target: object,
    _name: string,
    descriptor: TypedPropertyDescriptor<Listing<Filters, Config, Result>>,
  ): void => {
    const list = descriptor.value;
    if (!list) {
      throw new Error("EvaluatesFilter is for methods.");
    }
    descriptor.value = async function (this: Reader, filters, config, sharedContext) {
      const page: Page = config ?? {};
      assertWindow(page);
      try {
        return await evaluatingFilter(() => list.call(this, filters, config, sharedContext));
      } catch (error) {
        throw explainUnknownField(this, error, { model, filters: filters && filterOf(filters), order: page.order });
      }
    };
  };
}

/**
 * What is no whole number sets no limit, as in core's module.
 *
 * @throws MedusaError (invalid_data) for a page that the database could not cut.
 */
function assertWindow({ take, skip }: Page): void {
  for (const [field, value] of [
    ["limit", take],
    ["offset", skip],
  ] as const) {
    if (typeof value === "number" && Number.isInteger(value) && (value < 0 || !Number.isSafeInteger(value))) {
      throw invalid(`The field "${field}" must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`);
    }
  }
}

type Asked = { model: string; filters: unknown; order: unknown };

/** The ORM throws plain errors for fields that it does not know: the model says whether that was it. */
function explainUnknownField(reader: Reader, error: unknown, { model, filters, order }: Asked): unknown {
  if (!(error instanceof Error) || isErrorOf(error)) {
    return error;
  }
  const metadata = reader.baseRepository_.getFreshManager<SqlEntityManager>().getMetadata();
  const ordered = unknownField(metadata, model, order);
  if (ordered !== undefined) {
    return invalid(`The field "order" names "${ordered.slice(0, 100)}", which is no field to order by.`);
  }
  const filtered = unknownField(metadata, model, filters);
  return filtered === undefined
    ? error
    : invalid(`The filter names "${filtered.slice(0, 100)}", which is no field to filter by.`);
}

function invalid(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, message);
}
