/**
 * Runs a request for each part, some of them at the same time, and returns the results in the order of the parts.
 *
 * The first error ends it: no further part is begun.
 */
export async function inTurns<Part, Result>(
  parts: readonly Part[],
  atOnce: number,
  run: (part: Part) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let isBroken = false;
  const work = async () => {
    while (next < parts.length && !isBroken) {
      const index = next++;
      try {
        results[index] = await run(parts[index]);
      } catch (error) {
        isBroken = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, parts.length) }, work));
  return results;
}
