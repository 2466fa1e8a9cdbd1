import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  AdminClaim,
  AdminClaimResponse,
  AdminGuestToClaimResponse,
  AdminInvitationResponse,
  AdminRequestEmailChange,
  EmailChangeDeletedResponse,
  EmailChangeResponse,
  InvitationDeletedResponse,
  LoginDeletedResponse,
  LoginsResponse,
  PendingEmailChangeResponse,
} from "../../../types/http/accounts";
import { customerKeys } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";
import { forgetCustomer, refreshCustomers } from "./customers";

const url = (id: string, part: string) => `/admin/customers/${id}/${part}`;

/** How often the page looks whether a waiting invitation has been sent. */
const INVITATION_POLL_MILLISECONDS = 5_000;

export function useLogins(id: string) {
  const { data, ...rest } = useQuery({
    queryKey: customerKeys.part(id, "logins"),
    queryFn: () => sdk.client.fetch<LoginsResponse>(url(id, "logins")),
    staleTime: 0,
  });
  return { ...data, ...rest };
}

export function useUnlinkLogin(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (loginId: string) =>
      sdk.client.fetch<LoginDeletedResponse>(url(id, `logins/${loginId}`), { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: customerKeys.part(id, "logins") }),
  });
}

/** Reads the last invitation, again while it waits for its mail. */
export function useInvitation(id: string) {
  const { data, ...rest } = useQuery({
    queryKey: customerKeys.part(id, "invitation"),
    queryFn: () => sdk.client.fetch<AdminInvitationResponse>(url(id, "invitation")),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.invitation?.state === "waiting" ? INVITATION_POLL_MILLISECONDS : false,
  });
  return { invitation: data?.invitation, ...rest };
}

export function useInvite(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => sdk.client.fetch<AdminInvitationResponse>(url(id, "invitation"), { method: "POST" }),
    onSuccess: (answer) => client.setQueryData(customerKeys.part(id, "invitation"), answer),
  });
}

export function useCancelInvitation(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => sdk.client.fetch<InvitationDeletedResponse>(url(id, "invitation"), { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: customerKeys.part(id, "invitation") }),
  });
}

export function useEmailChange(id: string, isEnabled: boolean) {
  const { data, ...rest } = useQuery({
    queryKey: customerKeys.part(id, "email"),
    queryFn: () => sdk.client.fetch<PendingEmailChangeResponse>(url(id, "email")),
    staleTime: 0,
    enabled: isEnabled,
  });
  return { change: data?.email_change, ...rest };
}

export function useRequestEmailChange(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AdminRequestEmailChange) =>
      sdk.client.fetch<EmailChangeResponse>(url(id, "email"), { method: "POST", body }),
    onSuccess: (answer) => client.setQueryData(customerKeys.part(id, "email"), answer),
  });
}

export function useCancelEmailChange(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => sdk.client.fetch<EmailChangeDeletedResponse>(url(id, "email"), { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: customerKeys.part(id, "email") }),
  });
}

/** Reads the guest of a registered customer's email, and whether the store's options let a guest be claimed. */
export function useGuestToClaim(id: string, isEnabled: boolean) {
  const { data, ...rest } = useQuery({
    queryKey: customerKeys.part(id, "claim"),
    queryFn: () => sdk.client.fetch<AdminGuestToClaimResponse>(url(id, "claim")),
    staleTime: 0,
    enabled: isEnabled,
  });
  return { ...data, ...rest };
}

export function useClaim(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AdminClaim) => sdk.client.fetch<AdminClaimResponse>(url(id, "claim"), { method: "POST", body }),
    onSuccess: async ({ guest_id }) => {
      if (guest_id !== null) {
        forgetCustomer(client, guest_id);
      }
      await Promise.all([refreshCustomers(client), client.invalidateQueries({ queryKey: ["orders"] })]);
    },
  });
}
