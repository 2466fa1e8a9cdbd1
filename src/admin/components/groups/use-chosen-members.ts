import { useEffect, useState } from "react";
import { useCustomerCount } from "../../hooks/api/customer-list";
import { useMembersByWords } from "../../hooks/api/groups";
import type { CustomerFilters } from "../../lib/filters";
import { type FilterValues, isMeant, toFilters } from "../../lib/member-filters";
import { parseMembers, type Selection, toGroupChoice } from "../../lib/selection";
import { WORDS_AT_MOST } from "../../lib/server-facts";

const TYPING_PAUSE_MILLISECONDS = 400;

export type MembersInput = { by: "words" | "filter"; words: string; filter: FilterValues };

export type ChosenMembers = {
  /** Why nothing is chosen, although there is an input. */
  problem: "too_many" | "not_meant" | null;
  /** How many emails and ids were looked for so far, of how many. */
  lookup: { done: number; total: number } | null;
  /** Null: nothing is chosen, or it is still looked for. */
  selection: Selection | null;
  count: number | undefined;
  isMore: boolean;
  isPending: boolean;
  /** Emails and ids that name no customer. */
  unknown: string[];
  error: Error | null;
};

/** Returns the customers that the input means, and how many they are. `within`: of the members of a group only. */
export function useChosenMembers(input: MembersInput, within: string | undefined): ChosenMembers {
  const { by, words, filter } = usePaused(input);
  const isByWords = by === "words";
  const parsed = parseMembers(isByWords ? words : "");
  const total = parsed.emails.length + parsed.ids.length;
  const isTooMany = total > WORDS_AT_MOST;
  const isAsked = total > 0 && !isTooMany;
  const found = useMembersByWords(parsed, isAsked);
  const filters: CustomerFilters = { ...toFilters(filter), ...(within && { groups: [within] }) };
  const counted = useCustomerCount(filters, !isByWords && isMeant(filter));
  const isPaused = by !== input.by || words !== input.words || filter !== input.filter;
  if (isByWords) {
    const ids = isAsked ? (found.data?.ids ?? []) : [];
    return {
      problem: isTooMany ? "too_many" : null,
      lookup: isAsked && found.isFetching ? { done: found.done, total } : null,
      selection: ids.length > 0 && !isPaused ? { ids } : null,
      count: isAsked ? found.data?.ids.length : 0,
      isMore: false,
      isPending: isPaused || (isAsked && found.isFetching),
      unknown: isAsked ? (found.data?.unknown ?? []) : [],
      error: found.error,
    };
  }
  if (!isMeant(filter) || !isMeant(input.filter)) {
    const nothing = { selection: null, count: undefined, isMore: false, isPending: false, unknown: [], error: null };
    return { ...nothing, problem: "not_meant", lookup: null };
  }
  return {
    problem: null,
    lookup: null,
    selection: counted.count && !isPaused ? toGroupChoice({ filter: filters }) : null,
    count: counted.count,
    isMore: counted.precision === "at_least",
    isPending: isPaused || counted.isFetching,
    unknown: [],
    error: counted.error,
  };
}

/** Returns the input once the user has paused. */
function usePaused(input: MembersInput): MembersInput {
  const [paused, setPaused] = useState(input);
  const { by, words, filter } = input;
  useEffect(() => {
    const timer = setTimeout(() => setPaused({ by, words, filter }), TYPING_PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [by, words, filter]);
  return paused;
}
