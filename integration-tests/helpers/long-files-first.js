const { statSync } = require("node:fs");

/** The longest first, so that no worker starts on one of them when the others have nothing left. */
const LONGEST = [
  "http/fuzz-store.spec.ts",
  "http/fuzz-admin.spec.ts",
  "workflows/merges.spec.ts",
  "scripts/start.spec.ts",
  "http/imports-killed-server.spec.ts",
  "races/customers-over-http.spec.ts",
  "upgrade/large-database.spec.ts",
  "workflows/customers.spec.ts",
  "packaging/install.spec.ts",
  "http/imports-adventure-works.spec.ts",
  "memory/customers.spec.ts",
  "plans/listing.spec.ts",
];

/** Stores take a while to boot; the rest by size. */
const rank = ({ path }) => {
  const place = LONGEST.findIndex((name) => path.endsWith(name));
  return [place < 0 ? LONGEST.length : place, /integration-tests\/(http|workflows|faults)\//.test(path) ? 0 : 1];
};

/** The order of the spec files: the same on every machine, which jest's own, by the last run's times, is not. */
module.exports = class LongFilesFirst {
  sort(tests) {
    const ranked = [...tests].map((test) => ({ test, rank: rank(test), size: statSync(test.path).size }));
    ranked.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || b.size - a.size);
    return ranked.map(({ test }) => test);
  }

  allFailedTests(tests) {
    return tests;
  }

  shard(tests, { shardIndex, shardCount }) {
    return tests.filter((_, index) => index % shardCount === shardIndex - 1);
  }

  cacheResults() {}
};
