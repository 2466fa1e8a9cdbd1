import { MedusaError } from "@medusajs/framework/utils";

/** What a strategy may look at. Times as a Date or as text that `Date` reads. */
export type MergeCandidate = { id: string; has_account: boolean; created_at: Date | string };

export type CandidatePair = readonly [MergeCandidate, MergeCandidate];

/** Says which of two customers lives on; the answer must not hang on the order in which they are given. */
export type SurvivorStrategy = (pair: CandidatePair) => MergeCandidate;

/** Registered before guest, then the one created earlier, then the lower id (ids sort by time). */
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
 * The survivor first, then the one that goes. An id that was given wins over the strategy.
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
