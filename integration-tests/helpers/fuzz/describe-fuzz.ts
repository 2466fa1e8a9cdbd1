import { describeStore } from "../stores/store";
import { RouteFuzzer, type RouteReport } from "./fuzz-route";
import { RawClient } from "./raw-client";
import type { FuzzRoute } from "./routes";
import { prepareSlots } from "./slots";

/** Customers, guests and the like, on which the requests work in turn. */
const SLOTS = 10;

/** Query strings a route, and as many bodies; `npm run fuzz -- --requests 100000` sends more. */
const COUNT = Number(process.env.FUZZ_COUNT ?? 40);
/** With a count of one's own, routes that take a body get all of the query strings too. */
const SENDS_ALL_QUERIES = process.env.FUZZ_COUNT !== undefined;
const SEED = Number(process.env.FUZZ_SEED ?? 20261130);

/** Of each kind, of every route: one that refuses or accepts everything would prove little. Few requests show neither. */
const LEAST = Math.min(5, Math.floor(COUNT / 20));

/** The routes whose path matches; all of them by default. */
const ROUTES = new RegExp(process.env.FUZZ_ROUTES ?? "");

/** Boots a store and sends each route its requests; what the routes must not do is in the tests' names. */
export function describeFuzz(routes: readonly FuzzRoute[]): void {
  describeStore((store) => {
    let client: RawClient;
    let fuzzer: RouteFuzzer | undefined;

    beforeEach(() => {
      client = new RawClient(store.origin);
    });

    afterEach(async () => {
      client.close();
      await fuzzer?.close();
    });

    it("no malformed request is answered with a 5xx or later than after 5 s, and a refused one stores nothing", async () => {
      fuzzer = await RouteFuzzer.create(store, client, await prepareSlots(store, SLOTS), {
        seed: SEED,
        sendsAllQueries: SENDS_ALL_QUERIES,
      });
      const problems: object[] = [];
      const oneSided: string[] = [];
      for (const route of routes.filter(({ path }) => ROUTES.test(path))) {
        const start = performance.now();
        const report = await fuzzer.fuzz(route, COUNT);
        problems.push(...report.problems.slice(0, 3));
        const line = `${lineOf(route, report)} (${((performance.now() - start) / 1_000).toFixed(1)} s)`;
        if (Math.min(report.accepted, report.refused) < (route.isCores ? LEAST / 5 : LEAST)) {
          oneSided.push(line);
        }
        if (process.env.FUZZ_VERBOSE) {
          process.stdout.write(`${line}\n`);
        }
      }
      expect({ problems, oneSided }).toEqual({ problems: [], oneSided: [] });
    });
  });
}

function lineOf({ method, path }: FuzzRoute, { accepted, refused, commonest }: RouteReport): string {
  return `${method} ${path}: ${accepted} accepted, ${refused} refused, most of them ${commonest}`;
}
