import type { HttpTypes } from "@medusajs/framework/types";
import { useQuery } from "@tanstack/react-query";
import { hasPermissions, type Permission } from "../lib/permissions";
import { sdk } from "../lib/sdk";

const FIVE_MINUTES = 5 * 60 * 1_000;

type FeatureFlags = Record<string, boolean | undefined>;

/**
 * Returns the user's permissions. Without the flag `rbac` every user has all of them.
 *
 * The queries have the keys and results of the dashboard's queries, which are in the cache when a page opens: no request is
 * sent twice.
 */
export function usePermissions() {
  const flags = useQuery({
    queryKey: ["admin", "feature-flags"],
    queryFn: async () =>
      (await sdk.client.fetch<{ feature_flags: FeatureFlags }>("/admin/feature-flags")).feature_flags,
    staleTime: FIVE_MINUTES,
  });
  const isLimited = flags.data?.rbac === true;
  const mine = useQuery<HttpTypes.AdminRbacMePermissionsResponse>({
    queryKey: ["me-permissions"],
    queryFn: () => sdk.admin.rbacRole.mePermissions(),
    staleTime: FIVE_MINUTES,
    enabled: isLimited,
  });
  return {
    isPending: flags.isPending || (isLimited && mine.isPending),
    /** False until the permissions are loaded. */
    can: (wanted: readonly Permission[]): boolean =>
      flags.isSuccess && (!isLimited || hasPermissions(mine.data?.permissions ?? [], wanted)),
  };
}
