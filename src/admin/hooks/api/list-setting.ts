import type { HttpTypes } from "@medusajs/framework/types";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { isSameLayout, type Widgets } from "../../lib/list-layout";
import { sdk } from "../../lib/sdk";

const ZONE = "customer.list";
const CORE_LIST = "core:CustomerListTable";

/** The dashboard's keys of the layout of its list of customers, and of all layouts. */
const KEY = [["layouts"], "configuration", ZONE];
const ALL_KEY = [["layouts"], "configurations"];

type Layout = HttpTypes.AdminLayoutConfigurationResponse;

const readLayout = () => sdk.admin.layouts.retrieveConfiguration(ZONE);

/**
 * Whether the dashboard's own list of customers is hidden for this user.
 *
 * It is a part of the user's layout, which *Customize* shows and changes too. Nothing else of it changes.
 */
export function useListSetting() {
  const client = useQueryClient();
  const { data, isError } = useQuery({ queryKey: KEY, queryFn: readLayout });
  const { mutateAsync, isPending } = useMutation({
    mutationFn: hideCoreList,
    onSettled: () => Promise.all([KEY, ALL_KEY].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const isHidden = data !== undefined && widgetsOf(data)[CORE_LIST]?.hidden === true;
  return { isHidden, isReady: data !== undefined, isError, hide: mutateAsync, isPending };
}

/** Reads the layout before it writes: another tab may have changed it. A layout like the shop's default is not kept. */
async function hideCoreList(hidden: boolean): Promise<void> {
  const layout = await readLayout();
  const widgets = widgetsOf(layout);
  const changed = { ...widgets, [CORE_LIST]: { ...widgets[CORE_LIST], hidden } };
  if (isSameLayout(changed, layout.default_configuration?.configuration.widgets ?? {})) {
    await sdk.admin.layouts.deleteConfiguration(ZONE);
  } else {
    await sdk.admin.layouts.setConfiguration(ZONE, { is_default: false, configuration: { widgets: changed } });
  }
}

function widgetsOf({ active_scope, default_configuration, personal_configuration }: Layout): Widgets {
  const active = active_scope === "default" ? default_configuration : personal_configuration;
  return active?.configuration.widgets ?? {};
}
