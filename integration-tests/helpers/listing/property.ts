import fc from "fast-check";

/** Where every run of the suite begins; a run of more requests begins somewhere else each time, unless it is given. */
const SEED = 17;

/** How many requests to try: as many as a spec says, or `PROPERTY_REQUESTS`. */
export function propertyRuns(usual: number): { numRuns: number; seed?: number; timeoutMs: number } {
  const { PROPERTY_REQUESTS, PROPERTY_SEED } = process.env;
  const numRuns = Number(PROPERTY_REQUESTS ?? usual);
  const seed = PROPERTY_SEED === undefined ? undefined : Number(PROPERTY_SEED);
  return {
    numRuns,
    seed: seed ?? (PROPERTY_REQUESTS === undefined ? SEED : undefined),
    // Against hanging only: a busy machine takes many times longer.
    timeoutMs: 600_000 + numRuns * 600,
  };
}

/**
 * Tries a property of requests. A failure names the seed and the smallest request that fails.
 *
 * @param first requests to try before the random ones: those that failed once.
 */
export async function everyRequest<Request>(
  requests: fc.Arbitrary<Request>,
  { numRuns, seed, first = [] }: { numRuns: number; seed?: number; first?: Request[] },
  holds: (request: Request) => Promise<void>,
): Promise<void> {
  await fc.assert(fc.asyncProperty(requests, holds), { numRuns, seed, examples: first.map((one) => [one]) });
}
