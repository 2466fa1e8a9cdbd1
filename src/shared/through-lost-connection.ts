import { setTimeout as delay } from "node:timers/promises";
import { isConnectionLost } from "../medusa/lost-connection";

const TRIES = 4;
const PAUSE_MS = 500;

/**
 * Runs idempotent work again when its connection is lost, such as a compensation whose step has failed for that reason: the pool
 * still has dead connections, and the next one may work.
 */
export async function throughLostConnection<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES || !isConnectionLost(error)) {
        throw error;
      }
      await delay(PAUSE_MS * tries);
    }
  }
}
