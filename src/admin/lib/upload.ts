import { authType, backendUrl, sdk } from "./sdk";

/** A request that was refused, or did not arrive (`status` 0). `body`: what the server answered. */
export class UploadError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly body: unknown,
  ) {
    super(message);
  }
}

export type UploadOptions = {
  /** Called with the share that is sent, from 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
};

/**
 * Sends a form. By XMLHttpRequest: `fetch` says nothing of the progress of an upload, and an import's file may have a
 * gigabyte.
 *
 * @throws UploadError with the server's message; DOMException (AbortError) after `signal`.
 */
export async function uploadForm<Answer>(path: string, form: FormData, options: UploadOptions = {}): Promise<Answer> {
  const token = authType === "jwt" ? await sdk.client.getToken() : null;
  const request = new XMLHttpRequest();
  request.open("POST", `${backendUrl.replace(/\/$/, "")}${path}`);
  request.setRequestHeader("accept", "application/json");
  if (token) {
    request.setRequestHeader("authorization", `Bearer ${token}`);
  }
  request.withCredentials = authType === "session";
  return await send<Answer>(request, form, options);
}

function send<Answer>(request: XMLHttpRequest, form: FormData, { onProgress, signal }: UploadOptions): Promise<Answer> {
  return new Promise((settle, reject) => {
    request.upload.onprogress = ({ lengthComputable, loaded, total }) =>
      lengthComputable && total > 0 && onProgress?.(loaded / total);
    request.onload = () => {
      const body = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) {
        // as: what the route answers.
        settle(body as Answer);
      } else {
        reject(new UploadError(messageOf(body) ?? request.statusText, request.status, body));
      }
    };
    request.onerror = () => reject(new UploadError("", 0, undefined));
    request.onabort = () => reject(new DOMException("The upload was cancelled.", "AbortError"));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messageOf(body: unknown): string | undefined {
  return typeof body === "object" && body !== null && "message" in body && typeof body.message === "string"
    ? body.message
    : undefined;
}
