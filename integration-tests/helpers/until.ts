const DEADLINE = 20_000;

/** Looks again, as soon as the last look has ended, until it is so; each look asks the store and takes its time. */
export async function until(isSo: () => Promise<boolean>, patience = DEADLINE): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Error(`It was not so within ${patience} ms.`);
    }
  }
}
