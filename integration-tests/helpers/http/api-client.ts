export type ApiResponse<Body> = { status: number; data: Body };

/** What Medusa answers when it refuses a request. */
export type ErrorBody = { type: string; message: string };

type Verb = "GET" | "POST" | "DELETE";
type Headers = Record<string, string>;
type Request = { method: Verb; url: string; data?: unknown; headers: Headers; validateStatus: () => true };

/** The one method of the test runner's axios instance that is used; the runner itself leaves it untyped. */
export type Transport = { request(request: Request): Promise<ApiResponse<unknown>> };

/** Speaks to the store over HTTP. A refusal is an answer like any other: the test looks at its status. */
export class ApiClient {
  constructor(
    private readonly transport: Transport,
    readonly headers: Headers = {},
  ) {}

  /** The same client with more headers. */
  with(headers: Headers): ApiClient {
    return new ApiClient(this.transport, { ...this.headers, ...headers });
  }

  withToken(token: string): ApiClient {
    return this.with({ authorization: `Bearer ${token}` });
  }

  get<Body>(url: string): Promise<ApiResponse<Body>> {
    return this.send<Body>("GET", url);
  }

  post<Body>(url: string, data: unknown = {}): Promise<ApiResponse<Body>> {
    return this.send<Body>("POST", url, data);
  }

  delete<Body>(url: string, data?: unknown): Promise<ApiResponse<Body>> {
    return this.send<Body>("DELETE", url, data);
  }

  async send<Body>(method: Verb, url: string, data?: unknown): Promise<ApiResponse<Body>> {
    const request = { method, url, data, headers: this.headers, validateStatus: () => true as const };
    const { status, data: body } = await this.transport.request(request);
    // as: JSON from the wire; the tests check what they read of it.
    return { status, data: body as Body };
  }

  /** Sends each request in turn and returns the status of each, as `{ "GET /path": 200 }`. */
  async statuses(requests: readonly RequestLine[]): Promise<Record<string, number>> {
    const answers: Record<string, number> = {};
    for (const [method, url, data] of requests) {
      const { status } = await this.send(method, url, data);
      answers[label(method, url, data)] = status;
    }
    return answers;
  }
}

export type RequestLine = readonly [method: Verb, url: string, data?: unknown];

/** What `statuses` gives when each request is answered alike. */
export function allAnswered(requests: readonly RequestLine[], status: number): Record<string, number> {
  return Object.fromEntries(requests.map(([method, url, data]) => [label(method, url, data), status]));
}

function label(method: Verb, url: string, data: unknown): string {
  return data === undefined ? `${method} ${url}` : `${method} ${url} ${JSON.stringify(data)}`;
}
