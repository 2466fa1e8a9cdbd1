import { errorHandler } from "@medusajs/framework/http";
import { isReadable, unreadablePath } from "./reject-unreadable-path";

const coresHandler = errorHandler();

/**
 * Core's error handler, with 400 for a path that cannot be decoded: core's middleware on `/admin*` decodes the path before
 * ours can check it. Any other `URIError` is a handler's fault. A store's own error handler replaces this one.
 */
export const explainUnreadablePath: typeof coresHandler = (error, req, res, next) =>
  coresHandler(error instanceof URIError && !isReadable(req.path) ? unreadablePath() : error, req, res, next);
