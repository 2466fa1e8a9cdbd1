import { createServer } from "node:net";
import { errorCode } from "./setup-error";

/** Both loopback addresses and the wildcard: a program listening on any one of them makes `localhost:port` its own. */
const ADDRESSES = ["::", "0.0.0.0", "127.0.0.1", "::1"];

/**
 * Why a port cannot be listened on: "taken" by another program, "forbidden" to this user (below 1024), or undefined
 * when it is free.
 */
export async function portProblem(port: number): Promise<"taken" | "forbidden" | undefined> {
  for (const address of ADDRESSES) {
    const code = await tryToListen(port, address);
    if (code === "EADDRINUSE") {
      return "taken";
    }
    if (code === "EACCES") {
      return "forbidden";
    }
    // Any other code (EAFNOSUPPORT, EADDRNOTAVAIL) means that the machine has no such address: no obstacle.
  }
  return undefined;
}

/** A port that was free a moment ago. The caller must be ready for it to be taken meanwhile. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") {
          reject(new Error("The system gave no port number for a TCP server."));
        } else {
          resolve(address.port);
        }
      });
    });
  });
}

function tryToListen(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(errorCode(error) ?? "UNKNOWN"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
