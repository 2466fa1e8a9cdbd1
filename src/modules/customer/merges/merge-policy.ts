import { MedusaError } from "@medusajs/framework/utils";

/** The data for a strategy. Times are a Date, or text that `Date` parses. */
export type MergeCandidate = { id: string; has_account: boolean; created_at: Date | string };

export type CandidatePair = readonly [MergeCandidate, MergeCandidate];

/** Chooses which of two customers survives. The result must not depend on their order. */
export type SurvivorStrategy = (pair: CandidatePair) => MergeCandidate;

/** Prefers a registered customer, then the one created earlier, then the lower id (ids sort by time). */
export const registeredThenOlder: SurvivorStrategy = ([one, other]) => {
  if (one.has_account !== other.has_account) {
    return one.has_account ? one : other;
  }
  const difference = new Date(one.created_at).getTime() - new Date(other.created_at).getTime();
  if (difference !== 0) {
    return difference < 0 ? one : other;
  }
  return one.id < other.id ? one : other;
};

/**
 * Returns the survivor, then the merged customer. A given id takes precedence over the strategy.
 *
 * @throws MedusaError (invalid_data) when the given survivor is neither of the two.
 */
export function orderBySurvival<Candidate extends MergeCandidate>(
  pair: readonly [Candidate, Candidate],
  survivorId: string | undefined,
  strategy: SurvivorStrategy = registeredThenOlder,
): [survivor: Candidate, merged: Candidate] {
  const wanted = survivorId ?? strategy(pair).id;
  const [one, other] = pair;
  if (wanted !== one.id && wanted !== other.id) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'The field "survivor_id" must be one of the two ids in "customer_ids".',
    );
  }
  return wanted === one.id ? [one, other] : [other, one];
}
