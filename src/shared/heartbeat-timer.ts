/** `beat` sends one heartbeat, and returns false when the lease is lost. */
export type Heartbeat = { seconds: number; beat(): Promise<boolean>; onLost?(): void };

/**
 * Sends a heartbeat every few seconds, never two at the same time.
 *
 * A heartbeat may wait for a lock of the database. Later ones would each open a transaction and wait behind it, until the
 * pool has no connection left. An error is ignored: the next heartbeat may succeed, and if not, the work itself fails.
 *
 * @returns how to stop it. After that `onLost` is not called.
 */
export function startHeartbeat({ seconds, beat, onLost }: Heartbeat): () => void {
  let isBeating = false;
  let isStopped = false;
  const send = async (): Promise<void> => {
    if (isBeating) {
      return;
    }
    isBeating = true;
    try {
      const isLeased = await beat();
      if (!isLeased && !isStopped) {
        stop();
        onLost?.();
      }
    } catch {
      // See above.
    } finally {
      isBeating = false;
    }
  };
  const timer = setInterval(() => void send(), seconds * 1_000);
  // The work keeps its process alive, not its heartbeat.
  timer.unref();
  const stop = (): void => {
    isStopped = true;
    clearInterval(timer);
  };
  return stop;
}
