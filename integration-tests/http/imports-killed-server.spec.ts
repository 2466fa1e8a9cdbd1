import { readFileSync } from "node:fs";
import type { ApiClient } from "../helpers/http/api-client";
import { type AnsweredImport, IMPORTS_URL, type ImportBody } from "../helpers/imports/import-client";
import { COMPARE_WITH_FILE, withImportFile } from "../helpers/imports/import-file";
import { countsOf } from "../helpers/imports/imports";
import { ServerProcess } from "../helpers/stores/server-process";
import { until } from "../helpers/timing/until";

/** More than the suite has time for: `IMPORT_ROWS=100000 IMPORT_KILLS=10`. */
const ROWS = Number(process.env.IMPORT_ROWS ?? 30_000);
const KILLS = Number(process.env.IMPORT_KILLS ?? 3);

/** Longer than a batch takes: a kill comes at any moment of one. */
const BATCH_MILLISECONDS = 700;

/** Against hanging only, with as many kills as asked for. */
jest.setTimeout(600_000 * (1 + KILLS));

const server = new ServerProcess("import");
beforeAll(() => server.create());
afterAll(() => server.remove());

async function send(admin: ApiClient, path: string): Promise<string> {
  const form = new FormData();
  form.append("create_groups", "true");
  form.append("file", new Blob([readFileSync(path)]), "customers.csv");
  const { status, data } = await admin.post<ImportBody>(IMPORTS_URL, form);
  expect([status, data]).toEqual([202, expect.objectContaining({ import: expect.anything() })]);
  return data.import.id;
}

/** Waits until the import is so, and gives it. */
async function reaches(admin: ApiClient, id: string, isSo: (one: AnsweredImport) => boolean): Promise<AnsweredImport> {
  let one: AnsweredImport | undefined;
  await until(async () => {
    // The server works on the same machine: it is asked no more often than this.
    await new Promise((wake) => setTimeout(wake, 20));
    one = (await admin.get<ImportBody>(`${IMPORTS_URL}/${id}`)).data.import;
    return isSo(one);
  });
  // as: it was asked at least once.
  return one as AnsweredImport;
}

/** One in each of so many parts of the file; the last part and one more are for what comes after. */
const randomRows = () =>
  Array.from({ length: KILLS }, (_, kill) => Math.floor(((kill + Math.random()) / (KILLS + 2)) * ROWS));

it(`the server is killed ${KILLS} times while it imports ${ROWS} customers, and goes on: each row once, exact counts`, async () => {
  const { database } = server;
  // The store's own subscriber makes one of its administrator.
  await database.run("truncate customer cascade");
  let admin = await server.admin();
  const id = await withImportFile(ROWS, (path) => send(admin, path));
  await reaches(admin, id, ({ state }) => state === "ready");
  await admin.post(`${IMPORTS_URL}/${id}/confirm`);

  const kills: { state: string; created: number }[] = [];
  for (const row of randomRows()) {
    // Rows that were stored since the last kill: the process that runs now is at work.
    const least = Math.max(row, kills.at(-1)?.created ?? 0);
    await reaches(admin, id, ({ created }) => created > least);
    await new Promise((wake) => setTimeout(wake, Math.random() * BATCH_MILLISECONDS));
    await server.kill();
    kills.push(...(await database.sql<(typeof kills)[number]>("select state, created from customer_import")));
    // It is taken for dead at once, not after half a minute.
    await database.run("update customer_import set heartbeat_at = now() - interval '31 seconds'");
    process.stderr.write(`killed at: ${JSON.stringify(kills.at(-1))}\n`);
    await server.start();
    admin = await server.admin();
  }
  const done = await reaches(admin, id, ({ state }) => state !== "importing");

  expect(kills.filter(({ state, created }) => state === "importing" && created > 0 && created < ROWS)).toEqual(kills);
  expect(done).toMatchObject({ state: "completed", error: null });
  expect(countsOf(done)).toEqual({ total: ROWS, invalid: 0, created: ROWS, updated: 0, unchanged: 0, skipped: 0 });
  expect(await database.sql(COMPARE_WITH_FILE, [ROWS])).toEqual([{ beyond: 0, lacking: 0 }]);
  expect(await database.sql("select 1 from customer_import_row limit 1")).toEqual([]);
});
