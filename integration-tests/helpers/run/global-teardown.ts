import type { RunningPostgres } from "../../../scripts/dev-database/start-postgres";
import { SERVER_KEY } from "./global-setup";

/** After all specs: stops the server that the set-up started, if it started one, and waits until its data is gone. */
export default async function globalTeardown(): Promise<void> {
  // Only the set-up writes this key.
  const server = Reflect.get(globalThis, SERVER_KEY) as RunningPostgres | undefined;
  await server?.stop();
}
