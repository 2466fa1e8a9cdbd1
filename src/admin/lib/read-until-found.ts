/** Empty pages that one request of the user reads. Each reads a bounded part of an index. */
export const EMPTY_PAGES = 5;

type Page = { duplicates: readonly unknown[]; next: string | null };

/** Reads on while pages are empty, up to `EMPTY_PAGES` of them. The last page says whether the list goes on. */
export async function readUntilFound<Answer extends Page>(
  read: (after: string | undefined) => Promise<Answer>,
  after: string | undefined,
): Promise<Answer> {
  let page = await read(after);
  for (let pages = 1; pages < EMPTY_PAGES && page.duplicates.length === 0 && page.next !== null; pages++) {
    page = await read(page.next);
  }
  return page;
}
