import { inParts } from "./customers";
import type { CustomerFilters } from "./filters";
import type { Selection } from "./selection";

export const CUSTOMERS_PER_REQUEST = 100;

export type Refusal = { id: string; reason: string };

/** What one request did. */
export type DeletionResult = { deleted: string[]; refused: Refusal[] };

/** The requests that a deletion sends. */
export type DeletionRequests = {
  /** Reads ids of customers that match, the highest id first. */
  readIds: (filter: CustomerFilters, after: string | undefined) => Promise<{ ids: string[]; after: string | null }>;
  /** Deletes all of them, or none. */
  remove: (ids: string[]) => Promise<void>;
};

/**
 * Deletes the selected customers part by part, and yields the result of each request.
 *
 * It reads all that match from the highest id down: customers who are created meanwhile have higher ids, and stay. A
 * refused part is halved until the refused customers are found. It looks before each request whether it is stopped.
 * @throws the error of a request that was not refused for its customers. What was yielded before is done.
 */
export async function* deleteSelected(
  selection: Selection,
  requests: DeletionRequests,
  isStopped: () => boolean,
): AsyncGenerator<DeletionResult> {
  for await (const part of partsOf(selection, requests, isStopped)) {
    const waiting = [part];
    for (let ids = waiting.pop(); ids !== undefined && !isStopped(); ids = waiting.pop()) {
      const refusal = await refusalOf(() => requests.remove(ids));
      if (refusal === null) {
        yield { deleted: ids, refused: [] };
      } else if (ids.length === 1) {
        yield { deleted: [], refused: [{ id: ids[0], reason: refusal }] };
      } else {
        const middle = Math.ceil(ids.length / 2);
        waiting.push(ids.slice(middle), ids.slice(0, middle));
      }
    }
  }
}

async function* partsOf(
  selection: Selection,
  { readIds }: DeletionRequests,
  isStopped: () => boolean,
): AsyncGenerator<string[]> {
  if ("ids" in selection) {
    yield* inParts(selection.ids, CUSTOMERS_PER_REQUEST);
    return;
  }
  let after: string | undefined;
  do {
    const page = await readIds(selection.filter, after);
    if (page.ids.length > 0) {
      yield page.ids;
    }
    after = page.after ?? undefined;
  } while (after !== undefined && !isStopped());
}

/** Returns why the request was refused, or null when it was not. */
async function refusalOf(request: () => Promise<void>): Promise<string | null> {
  try {
    await request();
    return null;
  } catch (error) {
    if (isUnavailable(error)) {
      throw error;
    }
    return messageOf(error);
  }
}

/** The statuses that do not depend on which customers a request names: no login, no permission, too slow, too many. */
const UNAVAILABLE = [401, 403, 408, 429];

/** Whether the request was not refused for what it asks: no answer, no permission, or an error of the server. */
function isUnavailable(error: unknown): boolean {
  const status = error instanceof Error && "status" in error ? Number(error.status) : 0;
  return !(status >= 400 && status < 500) || UNAVAILABLE.includes(status);
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** From this number on, the user types the number to confirm. */
const TYPED_FROM = 100;

/** Whether the user has to type the number of customers before they are deleted. */
export const isTyped = (count: number): boolean => count >= TYPED_FROM;

/** Whether the typed text is this number, with or without separators. */
export const isNumberTyped = (text: string, count: number): boolean => text.replace(/\D/g, "") === String(count);
