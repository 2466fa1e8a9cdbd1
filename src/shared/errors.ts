import { MedusaError } from "@medusajs/framework/utils";

/**
 * Whether an error is Medusa's and of one of the types; of any type when none is given. Not by `instanceof`: the workflow
 * engine makes a plain object of what a step throws, with the error's own properties.
 */
export function isErrorOf(error: unknown, ...types: readonly string[]): error is MedusaError {
  // as: the guard only reads a mark, and a value without properties has none.
  const isMedusas = error !== null && error !== undefined && MedusaError.isMedusaError(error as Error);
  return isMedusas && (types.length === 0 || types.includes((error as MedusaError).type));
}

const PERMANENT: readonly string[] = [
  MedusaError.Types.NOT_ALLOWED,
  MedusaError.Types.NOT_FOUND,
  MedusaError.Types.INVALID_DATA,
];

/** Returns whether a second attempt would throw the same error. */
export const isPermanent = (error: unknown): boolean => isErrorOf(error, ...PERMANENT);

/** The error of an id that nothing has: `Customer with id "x" not found`. */
export function notFoundError(what: string, id: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_FOUND, `${what} with id "${id}" not found`);
}

/*
 * Errors that callers distinguish. Each has a `kind`, an own property, which survives the workflow engine; match by the
 * functions below. Not a `code`: Medusa puts that into the answers of routes, and core's answers have none.
 */

/** A unique index refused a row: another row has the value. */
export class AlreadyExistsError extends MedusaError {
  readonly kind = "already_exists";

  constructor(
    message: string,
    readonly table: string,
  ) {
    super(MedusaError.Types.INVALID_DATA, message);
  }
}

/** Another customer of the same kind has the email. */
export class EmailTakenError extends MedusaError {
  readonly kind = "already_exists";
  readonly table = "customer";

  constructor(
    message: string,
    readonly has_account: boolean,
  ) {
    super(MedusaError.Types.INVALID_DATA, message);
  }
}

/** The customer was merged into another one. The message names the survivor: for admins only. */
export class CustomerMergedError extends MedusaError {
  readonly kind = "customer_merged";

  /** @param message_for_store the same without the survivor, as for an unknown customer. */
  constructor(
    readonly message_for_store: string,
    readonly survivor_id: string,
  ) {
    super(
      MedusaError.Types.NOT_FOUND,
      `${message_for_store}. It was merged into customer "${survivor_id}"; use that id.`,
    );
  }
}

/** The caller has to wait. Routes answer 429 with the code; Medusa has no type for that status. */
export class TooManyRequestsError extends MedusaError {
  readonly kind = "too_many_requests";

  constructor(message: string) {
    super(MedusaError.Types.NOT_ALLOWED, message, "too_many_requests");
  }
}

/** Other callers keep a lock: the same call may succeed later. */
export class LockedError extends MedusaError {
  readonly kind = "locked";

  constructor(message: string) {
    super(MedusaError.Types.CONFLICT, message);
  }
}

/** Two customers cannot be merged. */
export class MergeBlockedError extends MedusaError {
  readonly kind = "merge_blocked";

  /** @param blockers the codes of all blockers. */
  constructor(
    type: string,
    message: string,
    readonly blockers: readonly string[],
  ) {
    super(type, message);
  }
}

export function isAlreadyExists(error: unknown): error is AlreadyExistsError | EmailTakenError {
  return isErrorOf(error) && "kind" in error && error.kind === "already_exists";
}

/** @param has_account whether the customers that share the email are registered. */
export function isEmailTaken(error: unknown, { has_account }: { has_account: boolean }): error is EmailTakenError {
  return isAlreadyExists(error) && "has_account" in error && error.has_account === has_account;
}

export function isCustomerMerged(error: unknown): error is CustomerMergedError {
  return isErrorOf(error) && "kind" in error && error.kind === "customer_merged";
}

export function isTooManyRequests(error: unknown): error is TooManyRequestsError {
  return isErrorOf(error) && "kind" in error && error.kind === "too_many_requests";
}

export function isLocked(error: unknown): error is LockedError {
  return isErrorOf(error) && "kind" in error && error.kind === "locked";
}

/** @throws MedusaError (invalid_data) `The field "x" y.` */
export function rejectField(field: string, what: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_DATA, `The field "${field}" ${what}.`);
}

export function isMergeBlocked(error: unknown): error is MergeBlockedError {
  return isErrorOf(error) && "kind" in error && error.kind === "merge_blocked";
}
