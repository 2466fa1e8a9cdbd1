/** Says on stderr, so that stdout holds the tables alone, what takes so long, and how long it took. */
export async function step<Result>(label: string, work: () => Promise<Result>): Promise<Result> {
  const begin = performance.now();
  process.stderr.write(`${label} ... `);
  const result = await work();
  process.stderr.write(`${((performance.now() - begin) / 1000).toFixed(1)} s\n`);
  return result;
}
