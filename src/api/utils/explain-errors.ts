import { errorHandler } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { describeLostConnection } from "../../medusa/lost-connection";
import { loggerOf } from "../../shared/logger-of";
import { isReadable, unreadablePath } from "./reject-unreadable-path";

const coresHandler = errorHandler();

const UNAVAILABLE = {
  type: "unavailable",
  message:
    "A service that the store needs, such as its database, does not answer at the moment. " +
    "The request may have been carried out or not. Try again.",
};

/**
 * Core's error handler, but with 400 for a path that cannot be decoded, and 503 when the connection to the database or to Redis
 * is lost, where core answers 500.
 *
 * Core's middleware on `/admin*` decodes the path before ours can check it. Any other `URIError` is an error of a handler. A
 * store's own error handler replaces this one.
 */
export const explainErrors: typeof coresHandler = (error, req, res, next) => {
  const loss = describeLostConnection(error);
  if (loss !== undefined && !res.headersSent) {
    answerUnavailable(loss, req, res);
    return;
  }
  coresHandler(error instanceof URIError && !isReadable(req.path) ? unreadablePath() : error, req, res, next);
};

type Handled = Parameters<typeof coresHandler>;

function answerUnavailable(loss: string, req: Handled[1], res: Handled[2]): void {
  // as: Medusa puts the scope into each request, before all that may fail here.
  const { scope } = req as Handled[1] & { scope?: MedusaContainer };
  if (scope) {
    // Not the error itself: its message has the statement, with data of customers.
    loggerOf(scope).error(`Error 503 at ${req.path}: ${loss}`);
  }
  res.status(503).set("retry-after", "1").json(UNAVAILABLE);
}
