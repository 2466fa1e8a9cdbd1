import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AdminClaim, AdminClaimResponse, AdminGuestToClaimResponse } from "../../../types/http/accounts";
import { customerKeys } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";
import { forgetCustomer, refreshCustomers } from "./customers";

const urlOf = (id: string) => `/admin/customers/${id}/claim`;

/** Reads the guest of a registered customer's email, and whether the store's options let a guest be claimed. */
export function useGuestToClaim(id: string, isEnabled: boolean) {
  const { data, ...rest } = useQuery({
    queryKey: customerKeys.part(id, "claim"),
    queryFn: () => sdk.client.fetch<AdminGuestToClaimResponse>(urlOf(id)),
    staleTime: 0,
    enabled: isEnabled,
  });
  return { ...data, ...rest };
}

export function useClaim(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AdminClaim) => sdk.client.fetch<AdminClaimResponse>(urlOf(id), { method: "POST", body }),
    onSuccess: async ({ guest_id }) => {
      if (guest_id !== null) {
        forgetCustomer(client, guest_id);
      }
      await Promise.all([refreshCustomers(client), client.invalidateQueries({ queryKey: ["orders"] })]);
    },
  });
}
