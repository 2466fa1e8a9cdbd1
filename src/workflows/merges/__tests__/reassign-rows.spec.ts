import type { MedusaContainer } from "@medusajs/framework/types";
import { type ReassignableRows, reassignRows } from "../reassign-rows";

const input = { id: "cusmrg_1", merged_id: "cus_1", survivor_id: "cus_2", run_id: null, state: "rechecked" } as const;
// as: a move without a run needs nothing of the store.
const container = {} as MedusaContainer;

/** Rows of one customer, by id, as a module keeps them. */
function rowsOf(owners: Record<string, string>, assign: ReassignableRows["assign"]): ReassignableRows {
  return {
    name: "orders",
    list: async ({ customer_id }, take) =>
      Object.keys(owners)
        .filter((id) => owners[id] === customer_id)
        .slice(0, take)
        .map((id) => ({ id })),
    assign,
  };
}

describe("Rows of another module", () => {
  const owners = () => Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`order_${index}`, "cus_1"]));

  it("move page by page, until none is left", async () => {
    const moved = owners();
    const assign = jest.fn(async (rows: { id: string; customer_id: string }[]) => {
      for (const { id, customer_id } of rows) {
        moved[id] = customer_id;
      }
    });

    expect(await reassignRows(container, rowsOf(moved, assign), input)).toEqual({ count: 450, move: null });
    expect(assign).toHaveBeenCalledTimes(3);
    expect(new Set(Object.values(moved))).toEqual(new Set(["cus_2"]));
  });

  it("end in an error, not in a loop, when their module accepts a write and does not apply it", async () => {
    const assign = jest.fn(async (rows: { id: string }[]) => {
      if (assign.mock.calls.length > 5) {
        throw new Error(`The same ${rows.length} rows, again and again.`);
      }
    });

    await expect(reassignRows(container, rowsOf(owners(), assign), input)).rejects.toMatchObject({
      type: "unexpected_state",
      message: expect.stringContaining('did not assign 200 rows to another customer, "order_0" among them'),
    });
    expect(assign).toHaveBeenCalledTimes(1);
  });
});
