import { sdk } from "./sdk";

/** Saves the text that a route answers. It uses the SDK, so that token authentication works too. */
export async function downloadRoute(path: string, filename: string): Promise<void> {
  const response = await sdk.client.fetch<Response>(path, { headers: { accept: "text/csv" } });
  const url = URL.createObjectURL(await response.blob());
  saveFrom(url, filename);
  // The browser has started the download at the end of this task.
  setTimeout(() => URL.revokeObjectURL(url));
}

/** Saves a text that the page has created. */
export function downloadText(text: string, filename: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  saveFrom(url, filename);
  setTimeout(() => URL.revokeObjectURL(url));
}

/** Opens a link to a file. For another origin the server's file name is used. */
export function saveFrom(url: string, filename?: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = filename ?? "";
  link.rel = "noreferrer";
  link.target = "_blank";
  link.click();
}
