import { Agent, request } from "node:http";

export type RawRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
  type?: string;
};

export type RawAnswer = { status: number; body: string; milliseconds: number };

/** Milliseconds. */
const HANGING = 60_000;

/** Speaks HTTP over a persistent connection, and sends a path unchanged: no library repairs it. */
export class RawClient {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly port: string;

  constructor(origin: string) {
    this.port = new URL(origin).port;
  }

  send({ method, path, headers, body, type = "application/json" }: RawRequest): Promise<RawAnswer> {
    const start = performance.now();
    const content = body === undefined ? {} : { "content-type": type, "content-length": `${Buffer.byteLength(body)}` };
    return new Promise((resolve, reject) => {
      const options = {
        agent: this.agent,
        host: "localhost",
        port: this.port,
        method,
        path,
        headers: { ...headers, ...content },
      };
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => void chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, body: text, milliseconds: performance.now() - start });
        });
      });
      sent.setTimeout(HANGING, () =>
        sent.destroy(new Error(`${method} ${path} had no answer within a minute: ${body}`)),
      );
      sent.on("error", reject);
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
