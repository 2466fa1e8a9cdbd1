import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { LoginDeletedResponse, LoginsResponse } from "../../../types/http/accounts";
import { customerKeys } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";

const urlOf = (id: string) => `/admin/customers/${id}/logins`;

export function useLogins(id: string) {
  const { data, ...rest } = useQuery({
    queryKey: customerKeys.part(id, "logins"),
    queryFn: () => sdk.client.fetch<LoginsResponse>(urlOf(id)),
    staleTime: 0,
  });
  return { ...data, ...rest };
}

export function useUnlinkLogin(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (loginId: string) =>
      sdk.client.fetch<LoginDeletedResponse>(`${urlOf(id)}/${loginId}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: customerKeys.part(id, "logins") }),
  });
}
