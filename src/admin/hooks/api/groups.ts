import { useComboboxData } from "@medusajs/dashboard/hooks";
import type { HttpTypes } from "@medusajs/framework/types";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type {
  AdminBatchGroupCustomers,
  AdminBatchGroupCustomersResponse,
  AdminGroupChangeListResponse,
  AdminUndoGroupChangeResponse,
} from "../../../types/http/customers";
import { inParts } from "../../lib/customers";
import { comparableEmail } from "../../lib/emails";
import { inTurns } from "../../lib/in-turns";
import { customerKeys, groupKeys } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";
import { refreshCustomers } from "./customers";

/** Groups that a choice shows at once; others are found by their name. */
const GROUPS_SHOWN = 20;

/** Express reads at most 20 values of one parameter as a list. */
export const VALUES_PER_REQUEST = 20;

type GroupsQuery = { q?: string; id?: string | string[]; limit?: number; offset?: number };

const groupsKey = (query: object) => ["customer_groups", "list", { of: "medusa-plugin-customers", ...query }];

const readGroups = (query: GroupsQuery) =>
  sdk.client.fetch<HttpTypes.AdminCustomerGroupListResponse>("/admin/customer-groups", {
    query: { fields: "id,name", order: "name", ...query },
  });

/** Finds groups by words; without words the first ones. */
export function useGroupSearch(q: string | undefined, isEnabled = true) {
  const query = { q, limit: GROUPS_SHOWN };
  const { data, ...rest } = useQuery({
    queryKey: groupsKey(query),
    queryFn: () => readGroups(query),
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
  return { groups: data?.customer_groups, count: data?.count, ...rest };
}

/** Reads the names of groups, of at most 20. */
export function useGroupNames(id: readonly string[], isEnabled = true): Map<string, string> {
  const query = { id: [...id].sort(), limit: id.length };
  const { data } = useQuery({
    queryKey: groupsKey(query),
    queryFn: () => readGroups(query),
    placeholderData: keepPreviousData,
    enabled: isEnabled && id.length > 0,
  });
  return useMemo(() => new Map(data?.customer_groups.map((group) => [group.id, group.name ?? group.id])), [data]);
}

/** Returns the options of a combobox of groups, which searches on the server. `isNone`: the store has no groups. */
export function useGroupChoice(selectedValue: string | undefined) {
  const { options, searchValue, onSearchValueChange, error, fetchNextPage, isFetchingNextPage } = useComboboxData({
    queryKey: groupsKey({ choice: true }),
    queryFn: (query: GroupsQuery) => readGroups({ ...query, limit: query.limit ?? GROUPS_SHOWN }),
    getOptions: ({ customer_groups }) => customer_groups.map(({ id, name }) => ({ label: name ?? id, value: id })),
    pageSize: GROUPS_SHOWN,
    selectedValue,
  });
  // Not from the search: while the words change, its result is that of the words before.
  const isNone = useGroupSearch(undefined).count === 0;
  return { isNone, error, options, searchValue, onSearchValueChange, fetchNextPage, isFetchingNextPage };
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

/** Reads the last changes of many members of a group: a few at first, then page by page. */
export function useGroupChanges(groupId: string, { first, more }: { first: number; more: number }) {
  const { data, ...rest } = useInfiniteQuery({
    queryKey: groupKeys.part(groupId, "changes", { first, more }),
    queryFn: ({ pageParam: offset }) =>
      sdk.client.fetch<AdminGroupChangeListResponse>(`/admin/customer-groups/${groupId}/customers/changes`, {
        query: { offset, limit: offset === 0 ? first : more },
      }),
    initialPageParam: 0,
    getNextPageParam: ({ offset, changes, count }) =>
      changes.length > 0 && offset + changes.length < count ? offset + changes.length : undefined,
    staleTime: 0,
  });
  return { changes: data?.pages.flatMap((page) => page.changes), count: data?.pages.at(-1)?.count, ...rest };
}

export function useUndoGroupChange(groupId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changeId: string) =>
      sdk.client.fetch<AdminUndoGroupChangeResponse>(
        `/admin/customer-groups/${groupId}/customers/changes/${changeId}/undo`,
        { method: "POST", body: {} },
      ),
    // Also after a refusal: another user may have undone it.
    onSettled: () => refreshCustomers(client),
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
      const known = new Set(found.flatMap(({ id, email }) => [id, email && comparableEmail(email)]));
      const unknown = [...emails.map(comparableEmail), ...ids].filter((word) => !known.has(word));
      return { ids: [...new Set(found.map(({ id }) => id))], unknown };
    },
    staleTime: 0,
    enabled: isEnabled && emails.length + ids.length > 0,
  });
  return { ...query, done };
}

const partsOf = (name: "email" | "id", words: string[]) =>
  inParts(words, VALUES_PER_REQUEST).map((values) => ({ name, values }));
