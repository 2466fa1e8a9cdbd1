import type { InvitationState } from "../../types/http/accounts";

// What pages repeat of the server. integration-tests/unit/dashboard-facts.spec.ts compares each with it.

/** The health counts no more rows of a kind. */
export const COUNTED_ROWS = 1_000;

/** Emails and ids that one change of a group takes: each 20 of them are a request. */
export const WORDS_AT_MOST = 10_000;

export const OPEN_INVITATION_STATES: InvitationState[] = ["held", "waiting", "announced", "sent"];
