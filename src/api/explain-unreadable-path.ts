import { errorHandler } from "@medusajs/framework/http";
import { unreadablePath } from "./refuse-unreadable-path";

const coresHandler = errorHandler();

/**
 * Core's handler of errors, for which a path that does not decode is the caller's error: core's middleware on `/admin*`
 * decodes before any of ours can look. A store that has a handler of its own keeps it.
 */
export const explainUnreadablePath: typeof coresHandler = (error, req, res, next) =>
  coresHandler(error instanceof URIError ? unreadablePath() : error, req, res, next);
