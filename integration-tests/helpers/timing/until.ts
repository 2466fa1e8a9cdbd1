/** Against hanging only: no machine is so busy that a condition takes this long. */
const PATIENCE_MILLISECONDS = 300_000;

/**
 * Looks again, as soon as the last look has ended, until it is so. A look that asks no database or server lets others work
 * in between.
 *
 * @throws Error with what `describe` returns, when it has not become so
 */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  describe: () => unknown = () => "the condition of this test",
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      const state = await describe();
      throw new Error(`Not reached within ${PATIENCE_MILLISECONDS / 1000} s: ${JSON.stringify(state)}`);
    }
    await new Promise(setImmediate);
  }
}
