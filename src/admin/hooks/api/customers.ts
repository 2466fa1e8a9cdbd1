import { keepPreviousData, type QueryClient, useQueries, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { arrivingParts, recordStateOf } from "../../lib/arriving-parts";
import { SHOWN_FIELDS, type ShownCustomer } from "../../lib/customers";
import { customerKeys, duplicateKeys, groupKeys, mergeKeys } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";

const URL = "/admin/customers";

/** Express reads at most 20 values of one parameter as a list. */
const IDS_PER_REQUEST = 20;

type Customers = { customers: ShownCustomer[] };

/** Reads customers by id. The map has those that were found so far. Ids that are added later read no others again. */
export function useCustomersById(ids: readonly string[]) {
  const known = useRef<string[][]>([]);
  known.current = arrivingParts(known.current, ids, IDS_PER_REQUEST);
  const parts = known.current;
  const results = useQueries({
    queries: parts.map((id) => ({
      queryKey: customerKeys.list({ id }),
      queryFn: () => sdk.client.fetch<Customers>(URL, { query: { id, limit: IDS_PER_REQUEST, fields: SHOWN_FIELDS } }),
      staleTime: 0,
    })),
  });
  const byId = new Map(results.flatMap(({ data }) => data?.customers ?? []).map((one) => [one.id, one]));
  return {
    byId,
    stateOf: (id: string) => recordStateOf(id, { parts, results, found: byId }),
    isPending: results.some((one) => one.isPending),
    error: results.find((one) => one.error)?.error ?? null,
    refetch: () => results.map((one) => one.refetch()),
  };
}

/** Finds customers by words. Without words there is nothing to find. */
export function useCustomerSearch(q: string | undefined, limit: number) {
  const { data, ...rest } = useQuery({
    queryKey: customerKeys.list({ q, limit }),
    queryFn: () => sdk.client.fetch<Customers>(URL, { query: { q, limit, fields: SHOWN_FIELDS } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    enabled: q !== undefined,
  });
  return { ...data, ...rest };
}

/** Reads the dashboard's and our customers again, after a change of any of them. */
export async function refreshCustomers(client: QueryClient): Promise<void> {
  const keys = [customerKeys.all, groupKeys.all, duplicateKeys.all, mergeKeys.all, ["customers"], ["customer_groups"]];
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** Forgets a customer who is gone: the dashboard's page would show it from its cache, under this key. */
export function forgetCustomer(client: QueryClient, id: string): void {
  client.removeQueries({ queryKey: ["products", "detail", id] });
  client.removeQueries({ queryKey: ["customers", "detail", id] });
}

/** Finds the customer who has this email besides the given ones, of the same kind. */
export function useEmailOwner(
  { email, has_account }: { email: string | null; has_account: boolean },
  others: readonly string[],
): ShownCustomer | undefined {
  const { data } = useQuery({
    queryKey: customerKeys.list({ email, has_account }),
    queryFn: () =>
      sdk.client.fetch<Customers>(URL, {
        query: { email, has_account, limit: others.length + 1, fields: SHOWN_FIELDS },
      }),
    staleTime: 0,
    enabled: email !== null,
  });
  return data?.customers.find(({ id }) => !others.includes(id));
}
