import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";

/** A request that a server does not answer within this time gets 504. */
const TIMEOUT_MILLISECONDS = 30_000;

/** A server that did not take a connection gets no requests for this long. */
const AWAY_MILLISECONDS = 500;

/**
 * A round-robin proxy in front of the servers on the loopback interface.
 *
 * It retries nothing: what a server has begun may have been done. A request whose server is away, or goes away meanwhile, gets
 * 503; a server that refuses connections is skipped for a moment.
 */
export class RoundRobin {
  private readonly server: Server;
  private readonly awayUntil = new Map<number, number>();
  private readonly successes_ = new Map<number, number>();
  private turn = 0;

  constructor(private readonly ports: readonly number[]) {
    this.server = createServer((incoming, answer) => this.forward(incoming, answer));
  }

  /** Returns the port that it listens on. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(0, "127.0.0.1", () => {
        const address = this.server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  /** The number of answers below 400 of a server. */
  successes(port: number): number {
    return this.successes_.get(port) ?? 0;
  }

  private forward(incoming: IncomingMessage, answer: ServerResponse): void {
    const port = this.nextPort();
    if (port === undefined) {
      refuse(answer, 503, "No server takes requests at the moment. Try again.");
      return;
    }
    const { method, url, headers } = incoming;
    const outgoing = request({ host: "127.0.0.1", port, method, path: url, headers, agent: false }, (answered) => {
      const status = answered.statusCode ?? 502;
      answer.writeHead(status, answered.headers);
      this.successes_.set(port, this.successes(port) + (status < 400 ? 1 : 0));
      answered.pipe(answer);
      answered.once("error", () => answer.destroy());
    });
    outgoing.setTimeout(TIMEOUT_MILLISECONDS, () => {
      refuse(answer, 504, `The server did not answer within ${TIMEOUT_MILLISECONDS / 1_000} seconds.`);
      outgoing.destroy();
    });
    outgoing.once("error", () => {
      this.awayUntil.set(port, Date.now() + AWAY_MILLISECONDS);
      refuse(answer, 503, "The server went away. What the request asked for may have been done.");
    });
    answer.once("close", () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  private nextPort(): number | undefined {
    for (let tries = 0; tries < this.ports.length; tries++) {
      this.turn = (this.turn + 1) % this.ports.length;
      const port = this.ports[this.turn];
      if ((this.awayUntil.get(port) ?? 0) < Date.now()) {
        return port;
      }
    }
    return undefined;
  }
}

function refuse(answer: ServerResponse, status: number, message: string): void {
  if (answer.headersSent) {
    answer.destroy();
    return;
  }
  answer.writeHead(status, { "content-type": "application/json" });
  answer.end(JSON.stringify({ type: "unavailable", message }));
}
