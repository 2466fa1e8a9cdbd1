import type { InvitationState } from "../../types/http/accounts";
import type { AdminImportOptions, ImportDelimiter } from "../../types/http/imports";

// What pages repeat of the server. integration-tests/unit/dashboard-facts.spec.ts compares each with it.

/** The health counts no more rows of a kind. */
export const COUNTED_ROWS = 1_000;

/** Emails and ids that one change of a group takes: each 20 of them are a request. */
export const WORDS_AT_MOST = 10_000;

export const OPEN_INVITATION_STATES: InvitationState[] = ["held", "waiting", "announced", "sent"];

/** The delimiters of a CSV, with the last part of their keys in our texts (`imports.delimiters`). */
export const DELIMITER_KEYS: Record<ImportDelimiter, string> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
};

// as: the names of the record are of its type.
export const DELIMITERS = Object.keys(DELIMITER_KEYS) as ImportDelimiter[];

export const GROUPS_SEPARATORS = ["|", ",", ";"] as const satisfies AdminImportOptions["groups_separator"][];

export const PROVINCE_READINGS = ["iso", "as_given"] as const satisfies AdminImportOptions["provinces"][];
