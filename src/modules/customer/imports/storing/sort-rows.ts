import type { ImportOptions } from "../import-options";

/** The merge of a customer whom a row names by `key`, and who lives on in another. */
export type MergeOfRow = { survivor_id: string; merged_at: Date; key: "external_id" | "email" };

/** A row of an import beside what is stored, as `planRows` sees both. */
export type PlannedRow = {
  line: number;
  /** The id of the customer if the row makes one, else null. */
  new_id: string | null;
  /** The groups of the row; null where there are none, or the customer is in all of them. */
  groups: string[] | null;
  has_addresses: boolean;
  has_account: boolean;
  /** The live customer that the row is; null when there is none yet. */
  target_id: string | null;
  version: string | null;
  /** Whether the customer's own fields would change. */
  differs: boolean;
  /** Whether the customer is to join a group that they are not in. */
  joins: boolean;
  /** Where the customer of the row's id was merged into. */
  merged_into: string | null;
  /** The merge of the customer of its other keys, where no live customer has them. */
  merge: MergeOfRow | null;
  is_deleted: boolean;
  /** Another customer that has the external_id, or the email, of the row. */
  external_id_of: string | null;
  email_of: string | null;
  /** The customer has an account and keeps its email, though the row has another one. */
  keeps_email: boolean;
  /** The import skips such rows: the customer has an account with a login, which nothing but the email of the row names. */
  is_account_by_email: boolean;
  /** The customer with the email has an external_id, and it is not the row's. */
  is_other_external: boolean | null;
  /** A registered customer where the row says guest, or the other way. */
  is_other_kind: boolean | null;
  unknown_group: string | null;
  /** The row adds to a customer, and there is none. */
  makes_none: boolean | null;
};

/** A row that makes a customer, and one whose customer is there. */
export type NewRow = PlannedRow & { target_id: null; new_id: string };
export type KnownRow = PlannedRow & { target_id: string };

const isKnown = (row: PlannedRow): row is KnownRow => row.target_id !== null;
const isNew = (row: PlannedRow): row is NewRow => !isKnown(row);

/** What is wrong with a row. */
export type RowProblem = { line: number; field: string | null; reason: string };

/** What an import does not do as a row says, in the order of their positions among the row's warnings. */
export const ROW_WARNINGS = ["merged", "email_kept", "account_skipped"] as const;
export type RowWarning = RowProblem & { kind: (typeof ROW_WARNINGS)[number] };

/** What is to be done with the next rows of a file. */
export type ImportPlan = {
  /** All of them, in the file's order. */
  rows: PlannedRow[];
  problems: RowProblem[];
  warnings: RowWarning[];
  creates: NewRow[];
  /** Rows whose customer is there and is to be as the row says. */
  updates: KnownRow[];
  skipped: number;
};

type PlanOptions = Pick<ImportOptions, "on_conflict" | "create_groups" | "strict">;

/**
 * Sorts rows by what is to be done with them, up to the first that depends on an earlier one of them: a row whose
 * customer, or whose key's holder, an earlier row is about to write is planned again when that one is stored, as if the
 * file were stored line by line.
 */
export function makePlan(rows: readonly PlannedRow[], options: PlanOptions): ImportPlan {
  const plan: ImportPlan = { rows: [], problems: [], warnings: [], creates: [], updates: [], skipped: 0 };
  const touched = new Set<string>();
  for (const row of rows) {
    const concerned = [row.target_id, row.external_id_of, row.email_of];
    if (concerned.some((id) => id !== null && touched.has(id))) {
      break;
    }
    plan.rows.push(row);
    place(row, plan, options);
    if (row.target_id !== null) {
      touched.add(row.target_id);
    }
  }
  return plan;
}

function place(row: PlannedRow, plan: ImportPlan, options: PlanOptions): void {
  const problem = row.merge ? undefined : problemOf(row, options);
  if (problem) {
    plan.problems.push({ line: row.line, ...problem });
    return;
  }
  const warning = warningOf(row, options);
  if (warning && (options.strict || options.on_conflict === "fail")) {
    const { line, field, reason } = warning;
    plan.problems.push({ line, field, reason });
    return;
  }
  if (warning) {
    plan.warnings.push(warning);
  }
  if (row.merge || warning?.kind === "account_skipped" || (isKnown(row) && options.on_conflict === "skip")) {
    plan.skipped += 1;
  } else if (isKnown(row)) {
    plan.updates.push(row);
  } else if (isNew(row)) {
    plan.creates.push(row);
  }
}

function warningOf(row: PlannedRow, { on_conflict }: PlanOptions): RowWarning | undefined {
  const { line, merge, target_id } = row;
  if (merge) {
    const reason =
      `The customer was merged on ${merge.merged_at.toISOString().slice(0, 10)}, and lives on in ${merge.survivor_id}. ` +
      "Nothing of the row is stored. Merge the two in the other system too, or leave the row out. If it is another person, " +
      "create the customer here first.";
    return { line, kind: "merged", field: merge.key, reason };
  }
  if (on_conflict === "skip") {
    return undefined;
  }
  if (row.is_account_by_email) {
    const reason =
      `The row names the account ${target_id} by its email alone. Nothing of the row is stored, since anyone can register ` +
      "with that email. Give the row the id of the customer, or the customer the external_id of the row.";
    return { line, kind: "account_skipped", field: "email", reason };
  }
  if (row.keeps_email) {
    const reason =
      `The account keeps its email. An import changes no login: start a change of email of ${target_id}, or correct the ` +
      "email in the other system.";
    return { line, kind: "email_kept", field: "email", reason };
  }
  return undefined;
}

function problemOf(row: PlannedRow, { on_conflict, create_groups }: PlanOptions): Omit<RowProblem, "line"> | undefined {
  const conflict = conflictOf(row);
  if (conflict) {
    return conflict;
  }
  if (row.target_id !== null && on_conflict === "fail") {
    return { field: null, reason: `There is this customer already: ${row.target_id}. The import is to fail on those.` };
  }
  if (row.unknown_group !== null && !create_groups) {
    return {
      field: "groups",
      reason: `There is no group "${row.unknown_group}". Create it, or let the import do so ("create_groups": true).`,
    };
  }
  return undefined;
}

/** The first thing that speaks against a row, whatever was asked of the import. */
function conflictOf(row: PlannedRow): Omit<RowProblem, "line"> | undefined {
  if (row.merged_into !== null) {
    const reason = `The customer was merged into ${row.merged_into}. Use that id, or none for a new customer.`;
    return { field: "id", reason };
  }
  if (row.is_deleted) {
    return { field: "id", reason: "The customer is deleted. Restore it first, or give no id for a new customer." };
  }
  if (row.external_id_of !== null) {
    const reason =
      `The external_id belongs to another customer: ${row.external_id_of}. If both are one person, merge them here; else ` +
      "correct the external_id of one of them. Then import the file again.";
    return { field: "external_id", reason };
  }
  if (row.email_of !== null) {
    const reason =
      `The email belongs to another customer: ${row.email_of}. If the other system has merged the two, merge them here too; ` +
      "else change the email of that customer. Then import the file again.";
    return { field: "email", reason };
  }
  if (row.is_other_external) {
    const reason =
      `The email belongs to ${row.target_id}, which has another external_id. If it is this customer, give it the external_id ` +
      "of the file; else change its email. Then import the file again.";
    return { field: "external_id", reason };
  }
  if (row.makes_none) {
    const reason =
      "There is no customer of this id, and the row gives no more than an address. Import the customers first. A customer who was " +
      "united with another of the same email has this id in metadata.external_ids: give the row the external_id of that customer.";
    return { field: "external_id", reason };
  }
  if (row.is_other_kind) {
    return {
      field: "has_account",
      reason: `An import makes no account of a guest and no guest of an account: ${row.target_id} stays what it is.`,
    };
  }
  return undefined;
}
