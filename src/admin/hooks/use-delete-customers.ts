import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { AdminBatchCustomersResponse } from "../../types/http/customers";
import { CUSTOMERS_PER_REQUEST, type DeletionRequests, deleteSelected, messageOf, type Refusal } from "../lib/deletion";
import { sdk } from "../lib/sdk";
import type { Selection } from "../lib/selection";
import { readCustomersPage } from "./api/customer-list";
import { forgetCustomer, refreshCustomers } from "./api/customers";

export type DeletionState = {
  /** Stopping: the last request has not been answered yet. */
  phase: "waiting" | "running" | "stopping" | "done";
  deleted: number;
  refused: Refusal[];
  /** Why the rest was not tried. */
  error: string | null;
  isStopped: boolean;
};

const WAITING: DeletionState = { phase: "waiting", deleted: 0, refused: [], error: null, isStopped: false };

const REQUESTS: DeletionRequests = {
  readIds: async (filter, after) => {
    const query = { ...filter, fields: "id", order: "-id", limit: CUSTOMERS_PER_REQUEST, after };
    const page = await readCustomersPage(query);
    return { ids: page.customers.map(({ id }) => id), after: page.after };
  },
  remove: async (ids) => {
    if (ids.length === 1) {
      await sdk.client.fetch(`/admin/customers/${ids[0]}`, { method: "DELETE" });
      return;
    }
    const body = { delete: ids };
    await sdk.client.fetch<AdminBatchCustomersResponse>("/admin/customers/batch", { method: "POST", body });
  },
};

/** Deletes customers, and reports who was refused. It ends with the page, or when the user stops it. */
export function useDeleteCustomers() {
  const client = useQueryClient();
  const [state, setState] = useState(WAITING);
  const isStopped = useRef(false);
  const stop = () => {
    isStopped.current = true;
    setState((now) => (now.phase === "running" ? { ...now, phase: "stopping" } : now));
  };
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );
  const start = async (selection: Selection) => {
    isStopped.current = false;
    setState({ ...WAITING, phase: "running" });
    let error: string | null = null;
    try {
      for await (const result of deleteSelected(selection, REQUESTS, () => isStopped.current)) {
        for (const id of result.deleted) {
          forgetCustomer(client, id);
        }
        setState((now) => ({
          ...now,
          deleted: now.deleted + result.deleted.length,
          refused: [...now.refused, ...result.refused],
        }));
      }
    } catch (reason) {
      error = messageOf(reason);
    }
    setState((now) => ({ ...now, phase: "done", error, isStopped: isStopped.current }));
    await refreshCustomers(client);
  };
  return { ...state, start, stop };
}
