import autocannon from "autocannon";
import { percentile } from "../statistics";
import type { HttpOperation } from "./requests";

const CONNECTIONS = 10;
const SECONDS = 10;
const WARM_UP_SECONDS = 2;

export type Load = {
  requestsPerSecond: number;
  p50: number | null;
  p95: number | null;
  /** What did not go as it should. */
  notes: string[];
};

let requests = 0;

/** Ten connections that each send the next request when the last one is answered. */
export async function applyLoad(origin: string, operation: HttpOperation): Promise<Load> {
  await fire(origin, operation, WARM_UP_SECONDS);
  const { milliseconds, result } = await fire(origin, operation, SECONDS);
  const notes = [
    [result.non2xx, "answers that were no success"],
    [result.errors, "connections that failed"],
    [result.timeouts, "requests without an answer in time"],
  ] as const;
  return {
    requestsPerSecond: Math.round((milliseconds.length / result.duration) * 10) / 10,
    p50: milliseconds.length > 0 ? percentile(milliseconds, 0.5) : null,
    p95: milliseconds.length > 0 ? percentile(milliseconds, 0.95) : null,
    notes: [
      ...notes.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`),
      ...(milliseconds.length === 0 ? [`not one answer within ${SECONDS} s`] : []),
    ],
  };
}

/** The times of the successful answers; autocannon's own percentiles know no 95th. */
async function fire(
  origin: string,
  { method, path, headers, body }: HttpOperation,
  seconds: number,
): Promise<{ milliseconds: number[]; result: autocannon.Result }> {
  const milliseconds: number[] = [];
  const pathOf = typeof path === "string" ? () => path : path;
  const request: autocannon.Request = { method, path: pathOf(0), headers };
  request.setupRequest = (next) => {
    requests += 1;
    const changing = { ...next, path: pathOf(requests) };
    return body === undefined ? changing : { ...changing, body: JSON.stringify(body(requests)) };
  };
  const result = await new Promise<autocannon.Result>((settle, reject) => {
    const instance = autocannon(
      { url: origin, connections: CONNECTIONS, duration: seconds, timeout: 2 * SECONDS, requests: [request] },
      (error, done) => (error ? reject(error) : settle(done)),
    );
    instance.on("response", (_client, statusCode, _bytes, responseTime) => {
      if (statusCode < 300) {
        milliseconds.push(responseTime);
      }
    });
  });
  return { milliseconds, result };
}
