/** Big enough that what is done once a piece costs nothing, small enough that a few of them are no memory. */
const PIECE = 64 * 1024;

/**
 * The same bytes in pieces of one size, whatever the source hands out: a byte at a time, or the whole file at once. The
 * source is asked for more only when the piece before is used up, and it is closed when the reader stops.
 */
export async function* readPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    waiting.push(chunk);
    size += chunk.length;
    if (size >= PIECE) {
      const joined = waiting.length === 1 ? chunk : Buffer.concat(waiting, size);
      const whole = joined.length - (joined.length % PIECE);
      for (let start = 0; start < whole; start += PIECE) {
        yield joined.subarray(start, start + PIECE);
      }
      waiting = whole < joined.length ? [joined.subarray(whole)] : [];
      size = joined.length - whole;
    }
  }
  if (size > 0) {
    yield Buffer.concat(waiting, size);
  }
}
