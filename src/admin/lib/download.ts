import { sdk } from "./sdk";

/** Saves what a route answers as text, under a name. By the client, so that it works with tokens too. */
export async function downloadRoute(path: string, filename: string): Promise<void> {
  const response = await sdk.client.fetch<Response>(path, { headers: { accept: "text/csv" } });
  const url = URL.createObjectURL(await response.blob());
  saveFrom(url, filename);
  // The browser has taken the file over by the end of this task.
  setTimeout(() => URL.revokeObjectURL(url));
}

/** Saves a text that the page made. */
export function downloadText(text: string, filename: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  saveFrom(url, filename);
  setTimeout(() => URL.revokeObjectURL(url));
}

/** Follows a link to a file. From another origin the name is the server's. */
export function saveFrom(url: string, filename?: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = filename ?? "";
  link.rel = "noreferrer";
  link.target = "_blank";
  link.click();
}
