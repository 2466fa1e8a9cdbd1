import type { MiddlewareRoute } from "@medusajs/framework/http";
import { ALL_METHODS, guardRequests } from "../utils/guard-requests";
import { rejectMistypedSecrets } from "../utils/reject-mistyped-secrets";
import { rejectUnknownCodeProvider, rejectUnknownMfaProvider } from "../utils/reject-unknown-provider";

export const authMiddlewares: MiddlewareRoute[] = [
  guardRequests(/^\/auth(?:\/.*)?$/i),
  {
    matcher: /^\/auth\/(?:verification|mfa)(?:\/.*)?\/?$/i,
    methods: ALL_METHODS,
    middlewares: [rejectMistypedSecrets],
  },
  {
    matcher: /^\/auth\/verification\/(?:request|confirm)\/?$/i,
    methods: ["POST"],
    middlewares: [rejectUnknownCodeProvider],
  },
  { matcher: /^\/auth\/mfa\/factors\/?$/i, methods: ["POST"], middlewares: [rejectUnknownMfaProvider] },
];
