import { useQuery } from "@tanstack/react-query";
import type { AdminCustomersHealthResponse } from "../../../types/http/health";
import { healthKeys } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";

const POLL_MILLISECONDS = 30_000;

/** Reads whether the background work goes on, again while the page is open. */
export function useHealth() {
  const { data, ...rest } = useQuery({
    queryKey: healthKeys.all,
    queryFn: () => sdk.client.fetch<AdminCustomersHealthResponse>("/admin/customers/health"),
    staleTime: 0,
    refetchInterval: POLL_MILLISECONDS,
  });
  return { health: data?.health, failedAt: new Date(rest.errorUpdatedAt).toISOString(), ...rest };
}
