import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { AdminCustomersCursorParams, AdminCustomersCursorResponse } from "../../../types/http/customers";
import type { CustomerFilters } from "../../lib/filters";
import { customerKeys } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";

const URL = "/admin/customers/cursor";

export function readCustomersPage(query: AdminCustomersCursorParams): Promise<AdminCustomersCursorResponse> {
  return sdk.client.fetch<AdminCustomersCursorResponse>(URL, { query });
}

/** Reads a page of customers by cursor. */
export function useCustomersPage(query: AdminCustomersCursorParams) {
  const { data, ...rest } = useQuery({
    queryKey: customerKeys.list({ cursor: query }),
    queryFn: () => readCustomersPage(query),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return { ...data, ...rest };
}

/** Counts the customers that match filters, up to 10,000. */
export function useCustomerCount(filters: CustomerFilters, isEnabled = true) {
  const query = { ...filters, count: "bounded", limit: 1, fields: "id" } as const;
  const { data, ...rest } = useQuery({
    queryKey: customerKeys.list({ cursor: query }),
    queryFn: () => readCustomersPage(query),
    placeholderData: keepPreviousData,
    staleTime: 0,
    enabled: isEnabled,
  });
  return { count: data?.count, precision: data?.count_precision, ...rest };
}
