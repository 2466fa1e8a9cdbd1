import { readRowShape } from "../read-row-shape";
import { completeRows } from "../row-columns.sql";
import type { RowModel } from "../row-models";

const GROUP: RowModel = {
  ...{ name: "CustomerGroup", table: "customer_group", isIncomplete: false },
  columns: new Map([
    ["id", "text"],
    ["created_at", "timestamptz"],
  ]),
  ...{ relations: new Map(), others: new Set<string>() },
};

const CUSTOMER: RowModel = {
  ...{ ...GROUP, name: "Customer", table: "customer" },
  relations: new Map([
    ["groups", { name: "groups", target: GROUP, kind: "through", pivot: { table: "p", key: "k", targetKey: "t" } }],
  ]),
};

describe("the rows of statements", () => {
  it.each([
    ["2026-01-02 03:04:05.678+00", "2026-01-02T03:04:05.678Z"],
    ["2026-01-02 03:04:05.678901-03:30", "2026-01-02T06:34:05.678Z"],
    ["1890-01-01 00:53:28+00:53:28", "1890-01-01T00:00:00.000Z"],
    ["1890-01-01 00:00:00-04:56:02", "1890-01-01T04:56:02.000Z"],
  ])("have the time of the text %s, which a pool of MikroORM's returns", (text, time) => {
    const [row] = completeRows([{ id: "1", created_at: text }], {
      ...{ model: GROUP, columns: ["id", "created_at"], related: [], references: [] },
    });
    expect(row.created_at).toEqual(new Date(time));
  });

  it("are of no shape when all columns are asked for of a model with one that only the ORM reads", () => {
    const group = { ...GROUP, isIncomplete: true, others: new Set(["amount"]) };
    const customer: RowModel = {
      ...CUSTOMER,
      relations: new Map([["groups", { ...CUSTOMER.relations.get("groups"), target: group } as never]]),
    };
    for (const config of [{}, { select: ["*"] }, { select: ["id", "amount"] }]) {
      expect([config, readRowShape(group, config)]).toEqual([config, undefined]);
      expect(readRowShape(GROUP, config)).toBeDefined();
    }
    expect(readRowShape(group, { select: ["created_at"] })?.columns).toEqual(["id", "created_at"]);
    expect(readRowShape(customer, { relations: ["groups"] })).toBeUndefined();
    expect(readRowShape(CUSTOMER, { relations: ["groups"] })).toBeDefined();
    expect(readRowShape(customer, {})).toBeDefined();
  });
});
