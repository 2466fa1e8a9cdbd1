/** What a command has written to stdout and stderr, and what it returned. */
export type Captured<Result> = { stdout: string; stderr: string; returned: Result };

/** Runs a command in this process and keeps what it writes. Restores all spies of the test at the end. */
export async function captureOutput<Result>(command: () => Promise<Result>): Promise<Captured<Result>> {
  const written = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    jest.spyOn(process[stream], "write").mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    });
  }
  try {
    const returned = await command();
    return { ...written, returned };
  } finally {
    jest.restoreAllMocks();
  }
}
