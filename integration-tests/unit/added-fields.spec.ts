import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http";
import middlewares from "../../src/api/middlewares";
import { passAddedFields, stashAddedFields } from "../../src/api/utils/added-fields";
import type { Fields } from "../../src/modules/customer/fields";

const FIELDS = {
  vat_number: { type: "text", added: true, maxLength: 20 },
  is_exempt: { type: "boolean", required: true, added: true },
  checked_at: { type: "timestamptz", added: true },
  first_name: { type: "text" },
} satisfies Fields;

const CUSTOMERS = join(__dirname, "../../src/api/admin/customers");

/** Our routes beside core's route of one customer. */
const besides = readdirSync(CUSTOMERS).filter(
  (name) => !name.startsWith("[") && existsSync(join(CUSTOMERS, name, "route.ts")),
);

// as: Medusa's type of the file leaves open what a route is.
const routes = middlewares.routes as MiddlewareRoute[];

/** Whether the middleware in front of core's validators runs for a path. */
const isPassed = (path: string, of: readonly MiddlewareRoute[]): boolean =>
  passAddedFields(of).some(({ matcher }) => matcher instanceof RegExp && matcher.test(path));

describe("columns that core's validators do not know", () => {
  // as: the two middlewares read and write bodies alone.
  const request = (body: object) => ({ body }) as MedusaRequest;
  const response = {} as MedusaResponse;
  const { stash, restore } = stashAddedFields(FIELDS);

  it("are not in the body that core validates, and are in the validated one", () => {
    const body = { first_name: "Ada", vat_number: "NL1", is_exempt: false, checked_at: null, other: 1 };
    const req = request(body);
    const next = jest.fn();

    stash(req, response, next);
    expect(req.body).toEqual({ first_name: "Ada", other: 1 });
    req.validatedBody = { first_name: "Ada" };
    restore()(req, response, next);

    const { other: _, ...validated } = body;
    expect([req.body, req.validatedBody]).toEqual([body, validated]);
    expect(next).toHaveBeenCalledTimes(2);
  });

  it.each([
    [
      { vat_number: "x".repeat(21) },
      'the field "vat_number" has to be a text of 0 to 20 characters, or null for none.',
    ],
    [{ vat_number: 1 }, 'the field "vat_number" has to be a text of 0 to 20 characters, or null for none.'],
    [{ is_exempt: null }, 'the field "is_exempt" has to be true or false.'],
    [{ checked_at: "today" }, 'the field "checked_at" has to be a time in ISO 8601, or null for none.'],
  ])("are refused with a message that names the field: %j", (body, message) => {
    expect(() => stash(request(body), response, jest.fn())).toThrow(`Invalid request: ${message}`);
  });

  it("are let through core's routes of customers, whatever the case of the path", () => {
    const paths = [
      "/admin/customers",
      "/admin/customers/cus_1",
      "/ADMIN/Customers/batch-1",
      "/admin/customers/a/addresses/b",
    ];
    expect(paths.filter((path) => !isPassed(path, routes))).toEqual([]);
  });

  it("stay in the bodies of our own routes beside them", () => {
    expect(besides.length).toBeGreaterThan(5);
    expect(besides.filter((name) => isPassed(`/admin/customers/${name}`, routes))).toEqual([]);
  });

  it("stay in the body of a route that is new: its entry is enough", () => {
    const added: MiddlewareRoute = { matcher: "/admin/customers/segments", methods: ["POST"], middlewares: [] };
    expect(isPassed("/admin/customers/segments", routes)).toBe(true);
    expect(isPassed("/admin/customers/Segments/", [...routes, added])).toBe(false);
    expect(isPassed("/admin/customers/cus_1", [...routes, added])).toBe(true);
  });
});
