const { statSync } = require("node:fs");
const { kindOfSpec } = require("../jest/spec-kinds");

/**
 * These come before all others, one in each worker. They put other models in the place of ours, and MikroORM keeps models by their
 * names for the whole process: in a worker that has run a store they find the wrong ones.
 */
const FIRST = ["fields/made-up-columns.spec.ts", "upgrade/back-to-core-store.spec.ts"];

/**
 * The longest first, so that no worker starts on one of them when the others are idle already. The first of the dashboard builds it:
 * the next ones come later, or they would wait for it.
 */
const LONGEST = [
  "cluster/cluster.spec.ts",
  "admin/imports.spec.ts",
  "http/fuzz-store.spec.ts",
  "http/fuzz-admin.spec.ts",
  "workflows/merges.spec.ts",
  "scripts/start.spec.ts",
  "http/imports-killed-server.spec.ts",
  "races/customers-over-http.spec.ts",
  "upgrade/large-database.spec.ts",
  "workflows/customers.spec.ts",
  "packaging/install.spec.ts",
  "admin/customers.spec.ts",
  "admin/exports.spec.ts",
  "http/imports-adventure-works.spec.ts",
  "memory/customers.spec.ts",
  "plans/listing.spec.ts",
  "drop-in/listing-property-query.spec.ts",
  "memory/imports.spec.ts",
  "reference/pages.spec.ts",
  "drop-in/listing-property.spec.ts",
  "reading/__tests__/event-loop.spec.ts",
];

/** Of the rest, files that share loaded packages come one after the other, so that each worker loads them once. */
const GROUPS = { store: 1, module: 2, none: 3 };

/**
 * The files that share a running store come one after the other, so that each worker boots it once; before them the other long
 * ones, after them the rest by kind and size.
 */
const rank = ({ path, context }) => {
  if (FIRST.some((name) => path.endsWith(name))) {
    return [-1, 0];
  }
  const kind = kindOfSpec(path, context.config.rootDir);
  const place = LONGEST.findIndex((name) => path.endsWith(name));
  const isLong = kind !== "store" && (place >= 0 || OWN_STORES.test(path));
  const group = isLong ? 0 : GROUPS[kind];
  return [group, place < 0 ? LONGEST.length : place];
};

/** These boot a store of their own, which takes a while. */
const OWN_STORES = /integration-tests\/(http|workflows|faults)\//;

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
