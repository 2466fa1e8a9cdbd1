import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  AdminMerge,
  AdminMergeListResponse,
  AdminMergePreviewResponse,
  AdminMergeResponse,
} from "../../../types/http/merges";
import { mergeKeys, mergePreviewKeys } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";
import { forgetCustomer, refreshCustomers } from "./customers";

const URL = "/admin/customers/merge";

/** Reads what a merge would do, again after each change of a choice. */
export function useMergePreview(body: AdminMerge) {
  const { data, ...rest } = useQuery({
    queryKey: mergePreviewKeys.list(body),
    queryFn: () => sdk.client.fetch<AdminMergePreviewResponse>(`${URL}/preview`, { method: "POST", body }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    // Not kept for the next dialog: another merge may have changed it.
    gcTime: 0,
  });
  return { ...data, ...rest };
}

export function useMergeCustomers() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AdminMerge) => sdk.client.fetch<AdminMergeResponse>(URL, { method: "POST", body }),
    onSuccess: ({ customer, merged_id }) => {
      forgetCustomer(client, merged_id);
      forgetCustomer(client, customer.id);
      // Not awaited: the dialog leaves the page first.
      void Promise.all([refreshCustomers(client), client.invalidateQueries({ queryKey: ["orders"] })]);
    },
  });
}

/** Reads who was merged into a customer: a few at first, then page by page. */
export function useMergesInto(id: string, { first, more }: { first: number; more: number }) {
  const { data, ...rest } = useInfiniteQuery({
    queryKey: mergeKeys.part(id, "into", { first, more }),
    queryFn: ({ pageParam: offset }) => {
      const query = { offset, limit: offset === 0 ? first : more };
      return sdk.client.fetch<AdminMergeListResponse>(`/admin/customers/${id}/merges`, { query });
    },
    initialPageParam: 0,
    getNextPageParam: ({ offset, merges, count }) =>
      merges.length > 0 && offset + merges.length < count ? offset + merges.length : undefined,
    staleTime: 0,
  });
  return { merges: data?.pages.flatMap((page) => page.merges), count: data?.pages.at(-1)?.count, ...rest };
}
