import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";

type Middleware = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => void;
type Values = Record<string, unknown>;

/** What core's validator gets, and the values that replace it afterwards. */
type Split<Stashed> = { body: Values; stashed: Stashed };

/**
 * Makes two middlewares that let values pass core's validator although it would refuse them. The first one takes them out
 * of the body before the validator runs; the second one puts them back after it.
 *
 * The entry of `stash` needs a regular expression as its matcher, the entry of `restore` a path: Medusa runs entries with a
 * regular expression before core's validators, and ours with a path after them.
 *
 * @param split returns undefined for a body that can pass as it is.
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
