/** An answer; status 0: the connection broke without one. */
export type Answer<Body = Record<string, unknown>> = { status: number; data: Body };

type Call = {
  method?: string;
  body?: unknown;
  token?: string;
  /** A server, past the proxy. Where it is away the answer is the proxy's. */
  origin?: string;
};

/** What was asked and how it went, for the report. */
export type RequestCounts = Record<string, { statuses: Record<string, number>; slowest_ms: number }>;

/** Longer than the proxy waits: it answers each request. */
const TIMEOUT_MILLISECONDS = 40_000;

/** Speaks to the cluster through its proxy, and counts the answers of each kind of request. */
export class LoadClient {
  readonly counts: RequestCounts = {};
  /** The first answers that are neither a success, a refusal (4xx) nor 503. Those that came too late are seen by their time. */
  readonly odd: { request: string; status: number; message: string }[] = [];

  constructor(
    private readonly origin: string,
    private readonly publishableKey: string,
  ) {}

  async send<Body = Record<string, unknown>>(name: string, path: string, call: Call = {}): Promise<Answer<Body>> {
    const begin = performance.now();
    const answer = await this.fetch<Body>(path, call);
    this.note(name, answer, performance.now() - begin);
    return answer;
  }

  private async fetch<Body>(path: string, { method = "POST", body, token, origin }: Call): Promise<Answer<Body>> {
    const isForm = body instanceof FormData;
    const headers: Record<string, string> = { "x-publishable-api-key": this.publishableKey };
    if (token !== undefined) {
      headers.authorization = `Bearer ${token}`;
    }
    if (!isForm && method === "POST") {
      headers["content-type"] = "application/json";
    }
    try {
      const response = await fetch(`${origin ?? this.origin}${path}`, {
        method,
        headers,
        body: isForm ? body : method === "POST" ? JSON.stringify(body ?? {}) : undefined,
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json");
      return { status: response.status, data: (isJson ? JSON.parse(text) : {}) as Body };
    } catch {
      return { status: origin === undefined ? 0 : 503, data: {} as Body };
    }
  }

  private note(name: string, { status, data }: Answer<unknown>, milliseconds: number): void {
    this.counts[name] ??= { statuses: {}, slowest_ms: 0 };
    const count = this.counts[name];
    count.statuses[status] = (count.statuses[status] ?? 0) + 1;
    count.slowest_ms = Math.max(count.slowest_ms, Math.round(milliseconds));
    const isLate = (status === 0 && milliseconds >= TIMEOUT_MILLISECONDS) || status === 504;
    if (!isLate && ((status >= 500 && status !== 503) || status === 0)) {
      const message = JSON.stringify(data).slice(0, 200);
      this.odd.push({ request: name, status, message });
      this.odd.splice(50);
    }
  }
}

export const isDone = ({ status }: Answer<unknown>): boolean => status >= 200 && status < 300;
