import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ADMIN_ROUTES, STORE_ROUTES } from "../helpers/fuzz/routes";

const API = resolve(__dirname, "../../src/api");

/** Core's routes of logins, which ours take the place of, are tried for customers with a password. */
const PARAMETERS: Record<string, string> = { "[actor_type]": "customer", "[auth_provider]": "emailpass" };

const oneRoute = (method: string, path: string): string => `${method} ${path.replace(/(\[\w+\]|:\w+)/g, ":")}`;

function ourRoutes(): string[] {
  const files = readdirSync(API, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("route.ts"));
  return files.flatMap((file) => {
    const path = `/${dirname(file)}`.replace(/\[\w+\]/g, (parameter) => PARAMETERS[parameter] ?? parameter);
    const methods = readFileSync(join(API, file), "utf8").matchAll(
      /^export (?:async function|const) (GET|POST|DELETE)\b/gm,
    );
    return [...methods].map(([, method]) => oneRoute(method, path));
  });
}

describe("the fuzz specs", () => {
  it("know every route of the plugin", () => {
    const known = new Set([...ADMIN_ROUTES, ...STORE_ROUTES].map(({ method, path }) => oneRoute(method, path)));

    expect(ourRoutes().length).toBeGreaterThan(40);
    expect(ourRoutes().filter((route) => !known.has(route))).toEqual([]);
  });
});
