import { errorHandler } from "@medusajs/framework/http";
import { isReadable, unreadablePath } from "./reject-unreadable-path";

const coresHandler = errorHandler();

/**
 * Core's handler of errors, for which a path that does not decode is the caller's error: core's middleware on `/admin*`
 * decodes before any of ours can look. Any other `URIError` is a handler's own. A store that has a handler of its own keeps it.
 */
export const explainUnreadablePath: typeof coresHandler = (error, req, res, next) =>
  coresHandler(error instanceof URIError && !isReadable(req.path) ? unreadablePath() : error, req, res, next);
