import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { sdk } from "../../lib/sdk";

const ZONE = "customer.list";
const CORE_LIST = "core:CustomerListTable";

/** The dashboard's key of the layout of its list of customers. */
const KEY = [["layouts"], "configuration", ZONE];

/**
 * Whether the dashboard's own list of customers is hidden for this user.
 *
 * It is a part of the user's layout, which *Customize* shows and changes too. Nothing else of it changes.
 */
export function useListSetting() {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: KEY, queryFn: () => sdk.admin.layouts.retrieveConfiguration(ZONE) });
  const active = data?.active_scope === "default" ? data.default_configuration : data?.personal_configuration;
  const widgets = active?.configuration.widgets ?? {};
  const { mutateAsync, isPending } = useMutation({
    mutationFn: (hidden: boolean) =>
      sdk.admin.layouts.setConfiguration(ZONE, {
        is_default: false,
        configuration: { widgets: { ...widgets, [CORE_LIST]: { ...widgets[CORE_LIST], hidden } } },
      }),
    onSuccess: (answer) => client.setQueryData(KEY, answer),
  });
  return { isHidden: widgets[CORE_LIST]?.hidden === true, isReady: data !== undefined, hide: mutateAsync, isPending };
}
