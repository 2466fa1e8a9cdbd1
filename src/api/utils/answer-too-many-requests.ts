import type { MedusaResponse } from "@medusajs/framework/http";
import { isTooManyRequests } from "../../shared/errors";

/** Runs a handler, and answers 429 (RFC 6585, 4) when the caller has to wait. */
export async function answerTooManyRequests(res: MedusaResponse, handle: () => Promise<void>): Promise<void> {
  try {
    await handle();
  } catch (error) {
    if (!isTooManyRequests(error)) {
      throw error;
    }
    const { code, type, message } = error;
    res.status(429).json({ code, type, message });
  }
}
