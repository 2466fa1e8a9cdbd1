import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type {
  AdminCustomerDuplicatesResponse,
  AdminDuplicatesResponse,
  DuplicateReason,
} from "../../../types/http/customers";
import { duplicateKeys } from "../../lib/query-keys";
import { readUntilFound } from "../../lib/read-until-found";
import { sdk } from "../../lib/sdk";

const URL = "/admin/customers/duplicates";

const GROUPS_PER_PAGE = 10;

/** Reads groups of duplicates, a page at a time. */
export function useDuplicates(reason: DuplicateReason | undefined) {
  const { data, ...rest } = useInfiniteQuery({
    queryKey: duplicateKeys.list({ reason }),
    queryFn: ({ pageParam, signal }) =>
      readUntilFound((after) => {
        const query = { reason, limit: GROUPS_PER_PAGE, after };
        return sdk.client.fetch<AdminDuplicatesResponse>(URL, { query, signal });
      }, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
  });
  return { duplicates: data?.pages.flatMap((page) => page.duplicates), ...rest };
}

/** Reads the groups that one customer is in. */
export function useDuplicatesOf(id: string) {
  const { data, ...rest } = useQuery({
    queryKey: duplicateKeys.detail(id),
    queryFn: () => sdk.client.fetch<AdminCustomerDuplicatesResponse>(`/admin/customers/${id}/duplicates`),
    staleTime: 0,
  });
  return { ...data, ...rest };
}
