import { RouteFuzzer } from "../helpers/fuzz/fuzz-route";
import { RawClient } from "../helpers/fuzz/raw-client";
import { ADMIN_ROUTES, type FuzzRoute, STORE_ROUTES } from "../helpers/fuzz/routes";
import { prepareSlots } from "../helpers/fuzz/slots";
import { describeStore } from "../helpers/store";

/** Requests at once. */
const SLOTS = 20;

/** Query strings a route, and as many bodies; `npm run fuzz -- --requests 100000` sends more. */
const COUNT = Number(process.env.FUZZ_COUNT ?? 100);
const SEED = Number(process.env.FUZZ_SEED ?? 20261130);

/** A run by the command may take hours. */
const TIMEOUT = 120_000 + COUNT * 6_000;

describeStore((store) => {
  let client: RawClient;

  beforeEach(() => {
    client = new RawClient(store.origin, SLOTS);
  });

  afterEach(() => {
    client.close();
  });

  it.each<[string, FuzzRoute[]]>([
    ["admin", ADMIN_ROUTES],
    ["store and auth", STORE_ROUTES],
  ])(
    "of the %s routes none answers a malformed request with a 5xx or later than after 5 s, and a refused one stores nothing",
    async (_, routes) => {
      const fuzzer = new RouteFuzzer(store, client, await prepareSlots(store, SLOTS), SEED);
      await fuzzer.keep();
      const sums = { accepted: 0, refused: 0 };
      const problems: object[] = [];
      for (const route of routes) {
        const report = await fuzzer.fuzz(route, COUNT);
        sums.accepted += report.accepted;
        sums.refused += report.refused;
        problems.push(...report.problems.slice(0, 3));
        if (process.env.FUZZ_VERBOSE) {
          const counts = JSON.stringify({ accepted: report.accepted, refused: report.refused });
          process.stdout.write(`${route.method} ${route.path}: ${counts}\n`);
        }
      }
      expect(problems).toEqual([]);
      // Both kinds were there: routes that refuse or accept everything would prove little.
      expect(sums.accepted).toBeGreaterThan(routes.length * COUNT * 0.1);
      expect(sums.refused).toBeGreaterThan(routes.length * COUNT * 0.3);
    },
    TIMEOUT,
  );
});
