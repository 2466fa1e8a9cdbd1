import type { MedusaResponse } from "@medusajs/framework/http";
import { TOO_MANY_REQUESTS } from "../../modules/customer/email-changes/email-change";
import { isErrorOf } from "../../shared/errors";

/** Runs a handler, and answers 429 (RFC 6585, 4) when it throws `TOO_MANY_REQUESTS`. Medusa has no type for that status. */
export async function answerTooManyRequests(res: MedusaResponse, handle: () => Promise<void>): Promise<void> {
  try {
    await handle();
  } catch (error) {
    if (!isErrorOf(error) || error.code !== TOO_MANY_REQUESTS) {
      throw error;
    }
    const { code, type, message } = error;
    res.status(429).json({ code, type, message });
  }
}
