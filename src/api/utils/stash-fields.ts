import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";

type Middleware = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => void;
type Values = Record<string, unknown>;

/** The body for core's validator, and the values that are restored afterwards. */
type Split<Stashed> = { body: Values; stashed: Stashed };

/**
 * Creates two middlewares around core's validator, for values that it would reject.
 *
 * The first one removes them from the body before the validator runs; the second one restores them after it.
 *
 * The entry of `stash` needs a regular expression as its matcher, the entry of `restore` a path: Medusa runs entries with a
 * regular expression before core's validators, and ours with a path after them.
 *
 * @param split returns undefined for a body that needs no change.
 */
export function stashFields<Stashed extends Values>(
  split: (body: Values) => Split<Stashed> | undefined,
): { stash: Middleware; restore(change?: (stashed: Stashed) => Values): Middleware } {
  const stashedOf = new WeakMap<MedusaRequest, Stashed>();
  return {
    stash: (req, _res, next) => {
      const body: unknown = req.body;
      const parts = typeof body === "object" && body !== null ? split({ ...body }) : undefined;
      if (parts) {
        stashedOf.set(req, parts.stashed);
        req.body = parts.body;
      }
      next();
    },
    restore:
      (change = (stashed) => stashed) =>
      (req, _res, next) => {
        const stashed = stashedOf.get(req);
        if (stashed) {
          const values = change(stashed);
          req.body = Object.assign({}, req.body, values);
          req.validatedBody = Object.assign({}, req.validatedBody, values);
        }
        next();
      },
  };
}
