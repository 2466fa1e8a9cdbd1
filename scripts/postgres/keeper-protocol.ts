/** What the keeper process is told on its command line, as JSON. */
export type KeeperOrder = {
  dataDirectory: string;
  /** Undefined: any free port. */
  port?: number;
  persistent: boolean;
  user: string;
  password: string;
  postgresFlags: string[];
};

/** What the keeper tells its parent. */
export type KeeperMessage =
  /** A sentence for the reader. */
  | { type: "notice"; line: string }
  | { type: "ready"; port: number; serverProcessId: number | undefined }
  /** `expected`: the message says what to do; otherwise it is a stack. */
  | { type: "failed"; message: string; expected: boolean };

/** What the parent tells the keeper. Closing the channel means the same. */
export type KeeperRequest = { type: "stop" };
