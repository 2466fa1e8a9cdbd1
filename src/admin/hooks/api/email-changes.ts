import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  AdminRequestEmailChange,
  EmailChangeDeletedResponse,
  EmailChangeResponse,
  PendingEmailChangeResponse,
} from "../../../types/http/accounts";
import { customerKeys } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";

const urlOf = (id: string) => `/admin/customers/${id}/email`;

export function useEmailChange(id: string, isEnabled: boolean) {
  const { data, ...rest } = useQuery({
    queryKey: customerKeys.part(id, "email"),
    queryFn: () => sdk.client.fetch<PendingEmailChangeResponse>(urlOf(id)),
    staleTime: 0,
    enabled: isEnabled,
  });
  return { change: data?.email_change, ...rest };
}

export function useRequestEmailChange(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AdminRequestEmailChange) =>
      sdk.client.fetch<EmailChangeResponse>(urlOf(id), { method: "POST", body }),
    onSuccess: (answer) => client.setQueryData(customerKeys.part(id, "email"), answer),
  });
}

export function useCancelEmailChange(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => sdk.client.fetch<EmailChangeDeletedResponse>(urlOf(id), { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: customerKeys.part(id, "email") }),
  });
}
