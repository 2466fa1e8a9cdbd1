import type { HttpTypes } from "@medusajs/framework/types";
import { useQuery } from "@tanstack/react-query";
import { hasPermissions, type Permission } from "../lib/permissions";
import { sdk } from "../lib/sdk";

const FIVE_MINUTES = 5 * 60 * 1_000;

type FeatureFlags = Record<string, boolean | undefined>;

/**
 * What the user may do. The queries have the keys and results of the dashboard's own, which are in the cache by the time that
 * a page opens: no request is sent twice. Without the flag `rbac` everybody may do everything.
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
    /** False until it is known. */
    can: (wanted: readonly Permission[]): boolean =>
      flags.isSuccess && (!isLimited || hasPermissions(mine.data?.permissions ?? [], wanted)),
  };
}
