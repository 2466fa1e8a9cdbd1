type Stop = () => Promise<void>;

/**
 * What is running, and how to end it: in the reverse order of its start, so that Medusa closes its connections before
 * the database goes.
 */
export class Session {
  private readonly stops: Stop[] = [];
  private stopping: Promise<void> | undefined;

  /** True from the first call of `stop`: failures from then on are its consequence and not worth a word. */
  get isStopping(): boolean {
    return this.stopping !== undefined;
  }

  /** Something has been started. When all is being stopped already, it is stopped at once. */
  async add(stop: Stop): Promise<void> {
    if (this.isStopping) {
      await stop();
      return;
    }
    this.stops.push(stop);
  }

  /** It has ended by itself. */
  remove(stop: Stop): void {
    const index = this.stops.indexOf(stop);
    if (index >= 0) {
      this.stops.splice(index, 1);
    }
  }

  /** Ends everything. A second call (npm and the terminal both pass Ctrl-C on) waits for the first. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      for (let stop = this.stops.pop(); stop !== undefined; stop = this.stops.pop()) {
        await stop();
      }
    })();
    return this.stopping;
  }
}
