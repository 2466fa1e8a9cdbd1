import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { AdminBatchCustomersResponse, CustomerJson } from "../../types/http/customers";
import { inParts } from "../lib/customers";
import { sdk } from "../lib/sdk";
import type { Selection } from "../lib/selection";
import { readCustomersPage } from "./api/customer-list";
import { forgetCustomer, refreshCustomers } from "./api/customers";

const CUSTOMERS_PER_REQUEST = 100;

export type Refusal = { id: string; reason: string };
export type DeletionState = {
  phase: "waiting" | "running" | "done";
  deleted: number;
  refused: Refusal[];
  /** Why the rest was not tried. */
  error: string | null;
};

const WAITING: DeletionState = { phase: "waiting", deleted: 0, refused: [], error: null };

/** Deletes customers part by part, and reports what was refused. It ends with the page, or when the user stops it. */
export function useDeleteCustomers() {
  const client = useQueryClient();
  const [state, setState] = useState(WAITING);
  const isStopped = useRef(false);
  const stop = () => {
    isStopped.current = true;
  };
  useEffect(() => stop, []);
  const start = async (selection: Selection) => {
    isStopped.current = false;
    let total = { ...WAITING, phase: "running" as DeletionState["phase"] };
    setState(total);
    try {
      for await (const ids of partsOf(selection)) {
        if (isStopped.current) {
          break;
        }
        const refused = await deletePart(ids);
        const gone = ids.filter((id) => !refused.some((one) => one.id === id));
        for (const id of gone) {
          forgetCustomer(client, id);
        }
        total = { ...total, deleted: total.deleted + gone.length, refused: [...total.refused, ...refused] };
        setState(total);
      }
    } catch (error) {
      total = { ...total, error: messageOf(error) };
    }
    setState({ ...total, phase: "done" });
    await refreshCustomers(client);
  };
  return { ...state, start, stop, reset: () => setState(WAITING) };
}

async function* partsOf(selection: Selection): AsyncGenerator<string[]> {
  if ("ids" in selection) {
    yield* inParts(selection.ids, CUSTOMERS_PER_REQUEST);
    return;
  }
  let after: string | undefined;
  do {
    const query = { ...selection.filter, fields: "id", order: "id", limit: CUSTOMERS_PER_REQUEST, after };
    const page: { customers: CustomerJson[]; after: string | null } = await readCustomersPage(query);
    yield page.customers.map(({ id }) => id);
    after = page.after ?? undefined;
  } while (after !== undefined);
}

/** Deletes all at once, or, when that is refused, one by one. */
async function deletePart(ids: string[]): Promise<Refusal[]> {
  try {
    await sdk.client.fetch<AdminBatchCustomersResponse>("/admin/customers/batch", {
      method: "POST",
      body: { delete: ids },
    });
    return [];
  } catch (error) {
    if (isUnavailable(error)) {
      throw error;
    }
    return await deleteOneByOne(ids);
  }
}

async function deleteOneByOne(ids: string[]): Promise<Refusal[]> {
  const refused: Refusal[] = [];
  for (const id of ids) {
    try {
      await sdk.client.fetch(`/admin/customers/${id}`, { method: "DELETE" });
    } catch (error) {
      if (isUnavailable(error)) {
        throw error;
      }
      refused.push({ id, reason: messageOf(error) });
    }
  }
  return refused;
}

/** Whether the request was not refused for what it asks: no answer, no permission, or an error of the server. */
function isUnavailable(error: unknown): boolean {
  const status = error instanceof Error && "status" in error ? Number(error.status) : 0;
  return !(status >= 400 && status < 500) || status === 401 || status === 403;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
