import {
  type DeletionRequests,
  type DeletionResult,
  deleteSelected,
  isNumberTyped,
  isTyped,
} from "../../src/admin/lib/deletion";
import type { Selection } from "../../src/admin/lib/selection";

const idOf = (number: number) => `cus_${String(number).padStart(4, "0")}`;
const idsTo = (count: number) => Array.from({ length: count }, (_, index) => idOf(index + 1));

/** The routes as the deletion uses them, over a list of ids: pages of 100 by descending id; a request deletes all or none. */
class Store implements DeletionRequests {
  readonly sent: string[][] = [];
  before: (request: number) => void = () => undefined;

  constructor(
    readonly ids: Set<string>,
    private readonly refused: readonly string[] = [],
  ) {}

  readIds: DeletionRequests["readIds"] = async (_, after) => {
    const rest = [...this.ids]
      .sort()
      .reverse()
      .filter((id) => after === undefined || id < after);
    const page = rest.slice(0, 100);
    return { ids: page, after: rest.length > 100 ? page[99] : null };
  };

  remove: DeletionRequests["remove"] = async (ids) => {
    this.sent.push(ids);
    this.before(this.sent.length);
    if (ids.some((id) => this.refused.includes(id))) {
      throw errorOf(400, "A merge is not complete.");
    }
    for (const id of ids) {
      this.ids.delete(id);
    }
  };
}

const errorOf = (status: number, message: string) => Object.assign(new Error(message), { status });

async function run(store: Store, selection: Selection, isStopped = () => false) {
  const total: DeletionResult = { deleted: [], refused: [] };
  let error: unknown;
  try {
    for await (const { deleted, refused } of deleteSelected(selection, store, isStopped)) {
      total.deleted.push(...deleted);
      total.refused.push(...refused);
    }
  } catch (reason) {
    error = reason;
  }
  return { ...total, error };
}

describe("the deletion of many customers", () => {
  it("of all that match keeps a customer who registers meanwhile", async () => {
    const store = new Store(new Set(idsTo(230)));
    store.before = (request) => store.ids.add(idOf(9_000 + request));

    const { deleted } = await run(store, { filter: {} });

    expect(deleted.sort()).toEqual(idsTo(230));
    expect([...store.ids]).toEqual([idOf(9_001), idOf(9_002), idOf(9_003)]);
  });

  it("finds the refused customers by halves, and deletes all others", async () => {
    const refused = [idOf(7), idOf(60)];
    const store = new Store(new Set(idsTo(100)), refused);

    const result = await run(store, { ids: idsTo(100) });

    expect(result.refused).toEqual(refused.map((id) => ({ id, reason: "A merge is not complete." })));
    expect([...store.ids]).toEqual(refused);
    expect(result.deleted).toHaveLength(98);
    expect(store.sent.length).toBeLessThan(40);
  });

  it("stops before the next request, also within a refused part", async () => {
    const store = new Store(new Set(idsTo(100)), [idOf(1)]);

    const { deleted } = await run(store, { ids: idsTo(100) }, () => store.sent.length === 3);

    expect(store.sent).toHaveLength(3);
    expect(deleted).toHaveLength(100 - store.ids.size);
  });

  it.each([0, 401, 403, 408, 429, 500])(
    "ends at the status %i, and what was deleted before is reported",
    async (status) => {
      const store = new Store(new Set(idsTo(250)));
      store.before = (request) => {
        if (request === 3) {
          throw errorOf(status, "No answer.");
        }
      };

      const { deleted, refused, error } = await run(store, { ids: idsTo(250) });

      expect(error).toMatchObject({ message: "No answer." });
      expect(refused).toEqual([]);
      expect(deleted).toEqual(idsTo(200));
      expect(store.sent).toHaveLength(3);
    },
  );

  it("asks for the number of customers from 100 on", () => {
    expect([isTyped(99), isTyped(100)]).toEqual([false, true]);
    expect(["10000", "10,000+", "10.000", ""].map((text) => isNumberTyped(text, 10_000))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
