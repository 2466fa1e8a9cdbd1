import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AdminInvitationResponse, InvitationDeletedResponse } from "../../../types/http/accounts";
import { customerKeys } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";

const urlOf = (id: string) => `/admin/customers/${id}/invitation`;

/** How often the page looks whether a waiting invitation has been sent. */
const INVITATION_POLL_MILLISECONDS = 5_000;

/** Reads the last invitation, again while it waits for its mail. */
export function useInvitation(id: string) {
  const { data, ...rest } = useQuery({
    queryKey: customerKeys.part(id, "invitation"),
    queryFn: () => sdk.client.fetch<AdminInvitationResponse>(urlOf(id)),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.invitation?.state === "waiting" ? INVITATION_POLL_MILLISECONDS : false,
  });
  return { invitation: data?.invitation, ...rest };
}

export function useInvite(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => sdk.client.fetch<AdminInvitationResponse>(urlOf(id), { method: "POST" }),
    onSuccess: (answer) => client.setQueryData(customerKeys.part(id, "invitation"), answer),
  });
}

export function useCancelInvitation(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => sdk.client.fetch<InvitationDeletedResponse>(urlOf(id), { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: customerKeys.part(id, "invitation") }),
  });
}
