import { once } from "node:events";
import type { Writable } from "node:stream";
import { from } from "pg-copy-streams";
import type { Transaction } from "../../database/transaction";

type CopyingClient = { query(statement: Writable): Writable };

/**
 * Gives pieces of text to `copy ... from stdin` on the transaction's own connection: many rows each, since a message a row
 * would cost more than the rows. Measured for 10,000 customers: 83 ms, against 127 ms for arrays unnested side by side, and
 * nothing is built as one value.
 */
export async function copyLines(transaction: Transaction, into: string, pieces: Iterable<Buffer>): Promise<void> {
  const client: CopyingClient = await transaction.client.acquireConnection();
  const stream = client.query(from(`copy ${into} from stdin`));
  const ended = new Promise<void>((resolve, reject) => {
    stream.on("finish", resolve);
    stream.on("error", reject);
  });
  // The loop below may wait for room while the connection breaks: the error is thrown at the end.
  ended.catch(() => {});
  for (const piece of pieces) {
    if (stream.destroyed || stream.errored) {
      break;
    }
    if (!stream.write(piece)) {
      await Promise.race([once(stream, "drain"), ended]);
    }
  }
  stream.end();
  await ended;
}
