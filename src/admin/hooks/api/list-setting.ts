import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { sdk } from "../../lib/sdk";

const ZONE = "customer.list";
const CORE_LIST = "core:CustomerListTable";

/** The dashboard's key of the layout of its list of customers. */
const KEY = [["layouts"], "configuration", ZONE];

/** Of all layouts, as *Customize* shows them. */
const ALL_KEYS = [["layouts"], "configurations"];

type Layout = Awaited<ReturnType<typeof sdk.admin.layouts.retrieveConfiguration>>;

const activeOf = (layout: Layout) =>
  layout.active_scope === "default" ? layout.default_configuration : layout.personal_configuration;

/**
 * Whether the dashboard's own list of customers is hidden for this user.
 *
 * It is a part of the user's layout, which *Customize* shows and changes too. Nothing else of it changes.
 */
export function useListSetting() {
  const client = useQueryClient();
  const { data, isError } = useQuery({ queryKey: KEY, queryFn: () => sdk.admin.layouts.retrieveConfiguration(ZONE) });
  const widgets = (data && activeOf(data))?.configuration.widgets ?? {};
  const { mutateAsync, isPending } = useMutation({
    // The layout is read again: another tab may have arranged it meanwhile.
    mutationFn: async (hidden: boolean) => {
      const { configuration } = activeOf(await sdk.admin.layouts.retrieveConfiguration(ZONE)) ?? {};
      const now = configuration?.widgets ?? {};
      return await sdk.admin.layouts.setConfiguration(ZONE, {
        is_default: false,
        configuration: { widgets: { ...now, [CORE_LIST]: { ...now[CORE_LIST], hidden } } },
      });
    },
    onSuccess: async (answer) => {
      client.setQueryData(KEY, answer);
      await client.invalidateQueries({ queryKey: ALL_KEYS });
    },
  });
  return {
    isHidden: widgets[CORE_LIST]?.hidden === true,
    isReady: data !== undefined,
    isError,
    hide: mutateAsync,
    isPending,
  };
}
