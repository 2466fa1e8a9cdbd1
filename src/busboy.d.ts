/** The part of busboy that is used here; the package has no types. */
declare module "busboy" {
  import type { IncomingHttpHeaders } from "node:http";
  import type { Readable, Writable } from "node:stream";

  /** A file of a form; `truncated` once it is read to its end or to the limit. */
  export type FileOfForm = Readable & { truncated?: boolean };

  interface Form extends Writable {
    on(event: "file", heard: (name: string, stream: FileOfForm, info: { filename?: string }) => void): this;
    on(event: "field", heard: (name: string, value: string, info: { valueTruncated: boolean }) => void): this;
    on(event: "fieldsLimit" | "filesLimit" | "partsLimit" | "close", heard: () => void): this;
    on(event: string, heard: (error: Error) => void): this;
  }

  /** @throws Error when the headers are not those of a form with a boundary. */
  export default function busboy(config: {
    headers: IncomingHttpHeaders;
    defParamCharset?: string;
    limits?: { fields?: number; fieldSize?: number; files?: number; fileSize?: number; parts?: number };
  }): Form;
}
