/** What the guard is told on its command line, as JSON. */
export type GuardOrder = {
  program: string;
  programArguments: string[];
  workingDirectory: string;
};
