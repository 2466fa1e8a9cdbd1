import type { HttpTypes } from "@medusajs/framework/types";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AdminBatchGroupCustomers, AdminBatchGroupCustomersResponse } from "../../../types/http/customers";
import { inParts } from "../../lib/customers";
import { customerKeys } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";
import { refreshCustomers } from "./customers";

const GROUPS = 1_000;

/** Express reads at most 20 values of one parameter as a list. */
const VALUES_PER_REQUEST = 20;

/** Reads the groups for a choice. */
export function useGroups(isEnabled = true) {
  const { data, ...rest } = useQuery({
    queryKey: ["customer_groups", "list", { of: "medusa-plugin-customers" }],
    queryFn: () =>
      sdk.client.fetch<HttpTypes.AdminCustomerGroupListResponse>("/admin/customer-groups", {
        query: { limit: GROUPS, fields: "id,name", order: "name" },
      }),
    enabled: isEnabled,
  });
  return { groups: data?.customer_groups, ...rest };
}

export type MembersChange = { groupId: string; body: AdminBatchGroupCustomers };

export function useChangeMembers() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ groupId, body }: MembersChange) =>
      sdk.client.fetch<AdminBatchGroupCustomersResponse>(`/admin/customer-groups/${groupId}/customers/batch`, {
        method: "POST",
        body,
      }),
    onSuccess: () => refreshCustomers(client),
  });
}

type Known = { id: string; email: string | null };

/** Finds the customers of pasted emails and ids, and the words that name none. */
export function useMembersByWords({ emails, ids }: { emails: string[]; ids: string[] }) {
  return useQuery({
    queryKey: customerKeys.list({ emails, ids }),
    queryFn: async ({ signal }) => {
      const found: Known[] = [];
      for (const [name, values] of Object.entries({ email: emails, id: ids })) {
        for (const part of inParts(values, VALUES_PER_REQUEST)) {
          // An email is of a guest and of a registered customer: two rows at most.
          const query = { [name]: part, limit: 2 * part.length, fields: "id,email" };
          found.push(
            ...(await sdk.client.fetch<{ customers: Known[] }>("/admin/customers", { query, signal })).customers,
          );
        }
      }
      const known = new Set(found.flatMap(({ id, email }) => [id, email?.toLowerCase()]));
      const unknown = [...emails.map((email) => email.toLowerCase()), ...ids].filter((word) => !known.has(word));
      return { ids: [...new Set(found.map(({ id }) => id))], unknown };
    },
    staleTime: 0,
    enabled: emails.length + ids.length > 0,
  });
}
