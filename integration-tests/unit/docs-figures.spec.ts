import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, readPage } from "../../scripts/docs/markdown";
import { ADDRESS_FIELDS, CUSTOMER_FIELDS, fileNames } from "../../src/modules/customer/fields";
import { optionsSchema } from "../../src/modules/customer/options";

const SOURCES = join(ROOT, "src");
const MODULE = "modules/customer";
const IMPORTS = `${MODULE}/imports`;
const EXPORTS = `${MODULE}/exports`;

/** The number that a source file gives to a constant or a property, such as `30 * 24`. */
function figureOf(file: string, name: string): number {
  const source = readFileSync(join(SOURCES, `${file}.ts`), "utf8");
  const [, product] = new RegExp(`\\b${name}(?: =|:) ([\\d_* ]+)[;,]`).exec(source) ?? [];
  if (product === undefined) {
    throw new Error(`src/${file}.ts gives no number to ${name}`);
  }
  return product.split("*").reduce((result, factor) => result * Number(factor.replaceAll("_", "")), 1);
}

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inWords = (number: number): string => WORDS[number] ?? String(number);
const capital = (word: string): string => word[0].toUpperCase() + word.slice(1);
const written = (number: number): string => number.toLocaleString("en");

const OPTIONS = optionsSchema.parse({});

const importLease = {
  heartbeat: figureOf(`${IMPORTS}/import-lease`, "IMPORT_HEARTBEAT_SECONDS"),
  expiresAfter: figureOf(`${IMPORTS}/import-lease`, "expiresAfter"),
  attempts: figureOf(`${IMPORTS}/lease-import.sql`, "MAX_ATTEMPTS"),
  running: figureOf(`${IMPORTS}/lease-import.sql`, "maxRunning"),
  waiting: figureOf(`${IMPORTS}/import-row.sql`, "MAX_WAITING_IMPORTS"),
};
const exportLease = {
  heartbeat: figureOf(`${EXPORTS}/export-lease`, "EXPORT_HEARTBEAT_SECONDS"),
  expiresAfter: figureOf(`${EXPORTS}/export-lease`, "expiresAfter"),
  attempts: figureOf(`${EXPORTS}/lease-export.sql`, "MAX_ATTEMPTS"),
  running: figureOf(`${EXPORTS}/lease-export.sql`, "maxRunning"),
  waiting: figureOf(`${EXPORTS}/export-row.sql`, "MAX_WAITING"),
};
const unfinishedLimit = figureOf(`${MODULE}/health/describe-problems`, "UNFINISHED_LIMIT");
const mergeExpiry = figureOf(`${MODULE}/merges/merge-lease`, "expiresAfter");
const mergePage = figureOf("workflows/merges/reassign-rows", "PAGE");
const sendingExpiry = figureOf(`${MODULE}/invitations/invitation-lease`, "expiresAfter");
const loginLock = {
  wait: figureOf("workflows/logins/lock-logins", "WAIT"),
  expiresAfter: figureOf("workflows/logins/lock-logins", "EXPIRES_AFTER"),
};
const invitationsPerJob =
  figureOf("jobs/customers-send-invitations", "RUNS") *
  figureOf("workflows/invitations/steps/deliver-invitations", "INVITATIONS_PER_RUN");
const undoDays = figureOf(`${MODULE}/batches/delete-old-membership-batches.sql`, "RETENTION_MS") / 86_400_000;
const wrongPasswords = figureOf(`${MODULE}/logins/password-check`, "MAX_WRONG_PASSWORDS");
const wrongPasswordsMinutes = figureOf(`${MODULE}/logins/password-check`, "WRONG_PASSWORDS_WINDOW_MINUTES");
const membershipIds = figureOf("api/utils/limit-membership-ids", "MAX_MEMBERSHIP_IDS");
const batchCustomers = figureOf("api/admin/customers/batch/validators", "BATCH_MAX_CUSTOMERS");
const invited = figureOf(`${MODULE}/invitations/invitation-service`, "MAX_INVITED");
const countBound = figureOf(`${MODULE}/listing/count-matches.sql`, "COUNT_BOUND");
const groupNameLength = figureOf(`${MODULE}/database/assert-storable`, "GROUP_NAME_MAX_LENGTH");
const emailLength = figureOf(`${MODULE}/database/assert-storable`, "EMAIL_MAX_LENGTH");
const csvAddresses = figureOf(`${EXPORTS}/export-columns`, "MAX_CSV_ADDRESSES");
const wholeFile = figureOf("shared/files/file-target", "MAX_WHOLE_FILE") / 1_024 ** 2;
const customersPerKey = figureOf(`${MODULE}/duplicates/find-duplicate-members.sql`, "CUSTOMERS_PER_KEY");
const lineLengths = {
  whole: figureOf(`${IMPORTS}/import-row.sql`, "WHOLE_LINE"),
  short: figureOf(`${IMPORTS}/import-row.sql`, "SHORT_LINE"),
  wholeLines: figureOf(`${IMPORTS}/import-row.sql`, "MAX_WHOLE_LINES"),
};

/** What pages say of the sources' numbers, in the words of the page. */
const SAID: Record<string, string[]> = {
  "docs/architecture.md": [
    `| imports | ${importLease.heartbeat} s | ${importLease.expiresAfter} s | ${importLease.attempts} without a stored row | ${importLease.running} |`,
    `| exports | ${exportLease.heartbeat} s | ${exportLease.expiresAfter} s | ${exportLease.attempts} | ${exportLease.running} |`,
    `| merges | each page of ${mergePage} rows | ${mergeExpiry} s |`,
    `| invitations | none: the time of sending | ${sendingExpiry} s |`,
    `${written(figureOf(`${IMPORTS}/storing/store-batch.sql`, "BATCH_ROWS"))} rows in each transaction`,
  ],
  "docs/changing-emails.md": [
    `counts such a change, and warns after ${unfinishedLimit / 60} minutes`,
    `The job waits ${figureOf("jobs/customers-finish-email-changes", "PATIENCE_MS") / 1_000} seconds for one change`,
  ],
  "docs/running-it.md": [
    `\`not_completed\` in \`health.findings\` after ${unfinishedLimit / 60} minutes`,
    `| import | ${importLease.expiresAfter} s without a heartbeat | ${inWords(importLease.attempts)} attempts in a row`,
    `| export | ${exportLease.expiresAfter} s | ${inWords(exportLease.attempts)} attempts |`,
    `| merge | ${inWords(mergeExpiry / 60)} minutes |`,
    `| an invitation that is being sent | ${inWords(sendingExpiry / 60)} minutes |`,
    `waits ${loginLock.wait} seconds for the logins of a customer, and ${inWords(figureOf("workflows/guest-checkout/steps/lock-cart", "WAIT"))} for a cart`,
    `${capital(inWords(importLease.running))} imports and ${inWords(exportLease.running)} exports run at once`,
    `up to ${importLease.waiting} of each wait`,
    `waiting invitations, ${written(invitationsPerJob)} at most`,
    `records of group batches after ${undoDays} days`,
    `\`import_max_bytes\` (${OPTIONS.import_max_bytes / 1_024 ** 3} GB)`,
    `\`import_ttl_hours\` (${OPTIONS.import_ttl_hours / 24} days) and \`export_ttl_hours\` (${inWords(OPTIONS.export_ttl_hours / 24)} days)`,
    `Others get the whole file at once, up to ${wholeFile} MB`,
    `It reads at most ${written(figureOf(`${MODULE}/health/background-work.sql`, "COUNTED_ROWS"))} rows of each kind`,
  ],
  "docs/import-export.md": [
    `${capital(inWords(importLease.running))} imports are worked on at once, up to ${importLease.waiting} wait`,
    `no heartbeat for ${importLease.expiresAfter} seconds`,
    `After ${inWords(importLease.attempts)} attempts in a row without a stored row`,
    `| \`external_id_prefix\` | up to ${figureOf(`${IMPORTS}/import-options`, "PREFIX_MAX_LENGTH")} characters`,
    `in \`metadata.external_ids\`, at most ${figureOf(`${IMPORTS}/staging/repeated-rows.sql`, "MAX_OTHER_IDS")}`,
    `at most ${written(figureOf("api/admin/customers/imports/validators", "IMPORT_ERRORS_MAX_LIMIT"))} a page`,
    `The first ${written(figureOf(`${IMPORTS}/import-row.sql`, "MAX_IMPORT_ERRORS"))} errors and the first ${written(figureOf(`${IMPORTS}/import-row.sql`, "MAX_IMPORT_WARNINGS"))} warnings are kept`,
    `up to ${written(lineLengths.whole)} characters of the line, and ${lineLengths.short} once an import has more than ${written(lineLengths.wholeLines)} errors`,
    `up to ${written(lineLengths.whole)} characters, and ${lineLengths.short} behind the first ${written(lineLengths.wholeLines)})`,
    `${written(figureOf(`${IMPORTS}/storing/store-batch.sql`, "BATCH_ROWS"))} rows at a time, fewer where they have more than ${written(figureOf(`${IMPORTS}/storing/match-rows.sql`, "BATCH_ADDRESSES"))} addresses`,
    `at most ${written(figureOf("workflows/groups/split-memberships-events", "CUSTOMERS_PER_EVENT"))} customers who joined it`,
    `A record has at most ${written(figureOf(`${IMPORTS}/reading/split-records`, "MAX_RECORD_LENGTH"))} characters, a header ${written(figureOf(`${IMPORTS}/reading/read-header`, "MAX_COLUMNS"))} columns`,
    `| \`external_id\` | the customer's key in another system, up to ${CUSTOMER_FIELDS.external_id.maxLength} characters |`,
    `| \`email\` | an address, up to ${emailLength} characters`,
    `up to ${figureOf(`${IMPORTS}/reading/cell-readers`, "PHONE_MAX_LENGTH")} characters |`,
    `Nested up to ${figureOf(`${IMPORTS}/reading/values/metadata`, "MAX_DEPTH")} levels`,
    `Each up to ${groupNameLength} characters, up to ${written(figureOf(`${IMPORTS}/reading/cell-readers`, "MAX_GROUPS"))} in a row`,
    `up to \`address_${csvAddresses}_...\``,
    `the whole file, up to ${wholeFile} MB`,
  ],
  "docs/exports.md": [
    `${capital(inWords(exportLease.running))} exports are written at once, up to ${exportLease.waiting} wait`,
    `no heartbeat for ${exportLease.expiresAfter} seconds. After ${inWords(exportLease.attempts)} such deaths`,
    `default ${OPTIONS.export_ttl_hours})`,
    `A CSV holds up to ${csvAddresses} addresses`,
    `the whole file at the end, up to ${wholeFile} MB`,
  ],
  "docs/merging-and-duplicates.md": [
    `a heartbeat with every ${mergePage} rows`,
    `${capital(inWords(mergeExpiry / 60))} minutes after its last heartbeat`,
    `A group shows at most ${customersPerKey} customers`,
    `more than ${customersPerKey} customers share counts for the ${customersPerKey} lowest ids`,
  ],
  "docs/invitations.md": [
    `takes up to ${written(invitationsPerJob)}, the oldest first`,
    `(${OPTIONS.invitation_ttl_hours / 24} days)`,
    `of up to ${written(invited)} customers (\`customer_ids\`)`,
  ],
  "docs/storefront-and-mails.md": [
    `takes up to ${written(invited)} \`customer_ids\``,
    `${OPTIONS.invitation_ttl_hours / 24} days by default`,
  ],
  "docs/logins.md": [
    `may get ${wrongPasswords} wrong ones within ${wrongPasswordsMinutes} minutes`,
    `was given ${wrongPasswords} wrong passwords within ${wrongPasswordsMinutes} minutes`,
  ],
  "docs/groups-and-bulk-writes.md": [
    `takes up to ${written(batchCustomers)} customers in all`,
    `\`ids\` (up to ${written(membershipIds)})`,
    `lists the changes of the last ${undoDays} days`,
    `undone by its id within ${undoDays} days`,
    `deletes what is older than ${undoDays} days`,
  ],
  "docs/lists-and-search.md": [`The latter counts up to ${written(countBound)}`],
  "docs/dashboard.md": [
    `exact up to ${written(countBound)}, and then says *${written(countBound)}+*`,
    `up to ${written(membershipIds)} emails or IDs`,
    `in the last ${undoDays} days`,
  ],
  "docs/switching.md": [`A group's name has at most ${groupNameLength} characters, an email at most ${emailLength}`],
  "README.md": [`deletes up to ${written(batchCustomers)} customers in one request`],
};

/** Rows of a table, by the words of its header. */
function rowsOf(page: string, header: string): string[] {
  const lines = readPage(page).split("\n");
  const first = lines.indexOf(header);
  expect(first).toBeGreaterThan(-1);
  const rows = lines.slice(first + 2);
  return rows.slice(
    0,
    rows.findIndex((line) => !line.startsWith("|")),
  );
}

const firstNames = (rows: string[]): string[] =>
  rows.flatMap((row) => [...row.split(" | ")[0].matchAll(/`(\w+)`/g)].map(([, name]) => name));

const CUSTOMER_COLUMNS: string[] = fileNames(CUSTOMER_FIELDS, {});
const ADDRESS_COLUMNS: string[] = fileNames(ADDRESS_FIELDS, {});

describe("the guides", () => {
  it.each(Object.entries(SAID))("%s: its figures are those of the sources", (page, said) => {
    const text = readPage(page).replace(/\s+/g, " ");

    expect(said.filter((one) => !text.includes(one))).toEqual([]);
  });

  it("docs/exports.md lists the columns of an export", () => {
    const names = firstNames(rowsOf("docs/exports.md", "| column | CSV | JSON Lines |"));
    const [, sentence = ""] = /The fields of an address are ([^.]*)\./.exec(readPage("docs/exports.md")) ?? [];

    expect(names.sort()).toEqual([...CUSTOMER_COLUMNS, "groups", "addresses"].sort());
    expect([...sentence.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(ADDRESS_COLUMNS);
  });

  it("docs/import-export.md lists the columns of our own format", () => {
    const names = firstNames(rowsOf("docs/import-export.md", "| column | values |"));
    const ofAddress = ADDRESS_COLUMNS.map((name) => `address_1_${name}`);

    expect(names.sort()).toEqual([...CUSTOMER_COLUMNS, ...ofAddress, "groups"].sort());
  });

  it("docs/running-it.md lists every job with its time", () => {
    const rows = rowsOf("docs/running-it.md", "| job | runs | does |").map((row) => row.split(" | ").slice(0, 2));
    const jobs = readdirSync(join(SOURCES, "jobs")).filter((name) => name.endsWith(".ts"));
    const declared = jobs.map((file) => {
      const source = readFileSync(join(SOURCES, "jobs", file), "utf8");
      const [, name = "", schedule = ""] = /name: "([^"]+)", schedule: "([^"]+)"/.exec(source) ?? [];
      return [`| \`${name}\``, timeOf(schedule)];
    });

    expect(rows.sort()).toEqual(declared.sort());
  });
});

/** A schedule in the words of the guide. */
function timeOf(schedule: string): string {
  const [, seconds] = /^\*\/(\d+) \* \* \* \* \*$/.exec(schedule) ?? [];
  const [, minutes] = /^\*(?:\/(\d+))? \* \* \* \*$/.exec(schedule) ?? [];
  if (seconds) {
    return `every ${inWords(Number(seconds))} seconds`;
  }
  if (minutes) {
    return `every ${inWords(Number(minutes))} minutes`;
  }
  return schedule === "* * * * *" ? "every minute" : /^\d+ \* \* \* \*$/.test(schedule) ? "hourly" : schedule;
}
