/**
 * A failure the reader can mend: its message says what is wrong and what to do, so it is printed without a stack.
 * Anything else that is thrown is a fault of these scripts and keeps its stack.
 */
export class SetupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SetupError";
  }
}

/** The text to print for anything thrown: the bare message when it is ours, the stack when it is a surprise. */
export function describeError(error: unknown): string {
  if (error instanceof SetupError) {
    return error.message;
  }
  if (error instanceof Error) {
    return error.stack ?? error.message;
  }
  return String(error);
}

/** The code of a Node.js or PostgreSQL error ("EADDRINUSE", "3D000"), if it carries one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error === "object" && error !== null && "code" in error && typeof error.code === "string") {
    return error.code;
  }
  return undefined;
}
