import { deleteFiles } from "../helpers/fuzz/files";
import { RouteFuzzer, type RouteReport } from "../helpers/fuzz/fuzz-route";
import { RawClient } from "../helpers/fuzz/raw-client";
import { ADMIN_ROUTES, type FuzzRoute, STORE_ROUTES } from "../helpers/fuzz/routes";
import { prepareSlots } from "../helpers/fuzz/slots";
import { describeStore } from "../helpers/store";

/** Requests at once. */
const SLOTS = 10;

/** Query strings a route, and as many bodies; `npm run fuzz -- --requests 100000` sends more. */
const COUNT = Number(process.env.FUZZ_COUNT ?? 6);
const SEED = Number(process.env.FUZZ_SEED ?? 20261130);

/** Of each kind, of every route: one that refuses or accepts everything would prove little. Few requests show neither. */
const LEAST = COUNT < 100 ? 0 : 5;

describeStore((store) => {
  let client: RawClient;

  beforeEach(() => {
    client = new RawClient(store.origin, SLOTS);
  });

  afterEach(async () => {
    client.close();
    await deleteFiles(store);
  });

  it.each<[string, FuzzRoute[]]>([
    ["admin", ADMIN_ROUTES],
    ["store and auth", STORE_ROUTES],
  ])(
    "of the %s routes none answers a malformed request with a 5xx or later than after 5 s, and a refused one stores nothing",
    async (_, routes) => {
      const fuzzer = new RouteFuzzer(store, client, await prepareSlots(store, SLOTS), SEED);
      await fuzzer.keep();
      const problems: object[] = [];
      const oneSided: string[] = [];
      for (const route of routes) {
        const report = await fuzzer.fuzz(route, COUNT);
        problems.push(...report.problems.slice(0, 3));
        const line = lineOf(route, report);
        if (Math.min(report.accepted, report.refused) < LEAST) {
          oneSided.push(line);
        }
        if (process.env.FUZZ_VERBOSE) {
          process.stdout.write(`${line}\n`);
        }
      }
      expect({ problems, oneSided }).toEqual({ problems: [], oneSided: [] });
    },
  );
});

function lineOf({ method, path }: FuzzRoute, { accepted, refused, commonest }: RouteReport): string {
  return `${method} ${path}: ${accepted} accepted, ${refused} refused, most of them ${commonest}`;
}
