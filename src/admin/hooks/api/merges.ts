import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  AdminMerge,
  AdminMergeListParams,
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

/** Reads who was merged into a customer. */
export function useMergesInto(id: string, query: AdminMergeListParams) {
  const { data, ...rest } = useQuery({
    queryKey: mergeKeys.part(id, "into", query),
    queryFn: () => sdk.client.fetch<AdminMergeListResponse>(`/admin/customers/${id}/merges`, { query }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return { ...data, ...rest };
}
