import type { z } from "@medusajs/framework/zod";
import type { createExportBody, listExportsQuery } from "../../src/api/admin/customers/exports/validators";
import type { ImportProgress } from "../../src/api/admin/customers/imports/progress";
import type {
  confirmImportBody,
  importErrorsQuery,
  listImportsQuery,
} from "../../src/api/admin/customers/imports/validators";
import type { CustomerExport } from "../../src/modules/customer/exports/export-row.sql";
import type { importOptionsSchema } from "../../src/modules/customer/imports/import-options";
import type { CustomerImport } from "../../src/modules/customer/imports/import-row.sql";
import type { ImportRowError } from "../../src/modules/customer/imports/types";
import type { AdminCreateExport, AdminExport, AdminExportListParams } from "../../src/types/http/exports";
import type {
  AdminConfirmImport,
  AdminImport,
  AdminImportErrorsParams,
  AdminImportListParams,
  AdminImportOptions,
  AdminImportOptionsInput,
  AdminImportRowError,
} from "../../src/types/http/imports";

/** Checked by `npm run typecheck`: what the dashboard sends and reads is what the routes take and return. */

/** A value as JSON has it. */
type Json<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? Json<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: Json<Value[Key]> }
      : Value;

type IsSame<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

/** Nothing that the pages send is refused for its form. */
type IsTaken<Sent, Taken> = [Sent] extends [Taken] ? true : false;

type Assert<Truth extends true> = Truth;

export type ImportsAreAlike = [
  Assert<IsSame<AdminImport, Json<CustomerImport> & { progress: ImportProgress }>>,
  Assert<IsSame<AdminImportOptions, z.output<typeof importOptionsSchema>>>,
  Assert<IsTaken<AdminImportOptionsInput, z.input<typeof importOptionsSchema>>>,
  Assert<IsTaken<AdminConfirmImport, z.input<typeof confirmImportBody>>>,
  Assert<IsTaken<AdminImportListParams, z.input<typeof listImportsQuery>>>,
  Assert<IsTaken<AdminImportErrorsParams, z.input<typeof importErrorsQuery>>>,
  Assert<IsTaken<ImportRowError & { line: number; raw: string }, AdminImportRowError>>,
];

export type ExportsAreAlike = [
  Assert<IsSame<AdminExport, Json<CustomerExport>>>,
  Assert<IsTaken<Omit<AdminCreateExport, "filters">, Omit<z.input<typeof createExportBody>, "filters">>>,
  Assert<IsTaken<AdminExportListParams, z.input<typeof listExportsQuery>>>,
];
