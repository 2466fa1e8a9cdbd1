import type { MiddlewareRoute } from "@medusajs/framework/http";

/** Makes one entry per path, all with the same middlewares and policies. */
export function eachPath(paths: readonly string[], entry: Omit<MiddlewareRoute, "matcher">): MiddlewareRoute[] {
  return paths.map((matcher) => ({ ...entry, matcher }));
}
