import type { HttpTypes } from "@medusajs/framework/types";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AdminBatchGroupCustomers, AdminBatchGroupCustomersResponse } from "../../../types/http/customers";
import { inParts } from "../../lib/customers";
import { inTurns } from "../../lib/in-turns";
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
type Words = { emails: string[]; ids: string[] };

/** Requests that look for pasted words at the same time. */
const REQUESTS_AT_ONCE = 4;

/** Finds the customers of pasted emails and ids, and the words that name none. `done`: words that were looked for. */
export function useMembersByWords({ emails, ids }: Words, isEnabled: boolean) {
  const [done, setDone] = useState(0);
  const query = useQuery({
    queryKey: customerKeys.list({ emails, ids }),
    queryFn: async ({ signal }) => {
      setDone(0);
      const parts = [...partsOf("email", emails), ...partsOf("id", ids)];
      const found = (
        await inTurns(parts, REQUESTS_AT_ONCE, async ({ name, values }) => {
          // An email is of a guest and of a registered customer: two rows at most.
          const query = { [name]: values, limit: 2 * values.length, fields: "id,email" };
          const answer = await sdk.client.fetch<{ customers: Known[] }>("/admin/customers", { query, signal });
          setDone((words) => words + values.length);
          return answer.customers;
        })
      ).flat();
      const known = new Set(found.flatMap(({ id, email }) => [id, email && comparable(email)]));
      const unknown = [...emails.map(comparable), ...ids].filter((word) => !known.has(word));
      return { ids: [...new Set(found.map(({ id }) => id))], unknown };
    },
    staleTime: 0,
    enabled: isEnabled && emails.length + ids.length > 0,
  });
  return { ...query, done };
}

const partsOf = (name: "email" | "id", words: string[]) =>
  inParts(words, VALUES_PER_REQUEST).map((values) => ({ name, values }));

/** The store's spelling of an email is in lower case, with composed letters. */
const comparable = (email: string) => email.normalize("NFC").toLowerCase();
