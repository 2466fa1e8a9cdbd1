import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DEFAULT_OPTIONS, PREFIX_MAX_LENGTH } from "../../src/admin/components/imports/import-settings";
import { MERGE_FIELDS as SHOWN_MERGE_FIELDS } from "../../src/admin/components/merges/merge-choices";
import { PERMISSIONS } from "../../src/admin/lib/permissions";
import {
  COUNTED_ROWS,
  DELIMITER_KEYS,
  DELIMITERS,
  GROUPS_SEPARATORS,
  OPEN_INVITATION_STATES,
  PROVINCE_READINGS,
  WORDS_AT_MOST,
} from "../../src/admin/lib/server-facts";
import middlewares from "../../src/api/middlewares";
import { MAX_MEMBERSHIP_IDS } from "../../src/api/utils/limit-membership-ids";
import { ADDRESS_FIELDS, CUSTOMER_FIELDS, fileNames } from "../../src/modules/customer/fields";
import { COUNTED_ROWS as SERVER_COUNTED_ROWS } from "../../src/modules/customer/health/background-work.sql";
import {
  importOptionsSchema,
  PREFIX_MAX_LENGTH as SERVER_PREFIX_MAX_LENGTH,
} from "../../src/modules/customer/imports/import-options";
import { IMPORT_STATES } from "../../src/modules/customer/imports/import-row.sql";
import { DECLARED_FORMATS } from "../../src/modules/customer/imports/reading/formats/registry";
import {
  IMPORT_DELIMITERS,
  GROUPS_SEPARATORS as SERVER_GROUPS_SEPARATORS,
  PROVINCE_READINGS as SERVER_PROVINCE_READINGS,
} from "../../src/modules/customer/imports/types";
import { INVITATION_STATES } from "../../src/modules/customer/invitations/invitation";
import { OPEN_STATES } from "../../src/modules/customer/invitations/invitation-row.sql";
import { MERGE_FIELDS } from "../../src/modules/customer/merges/merge-plan";

const SOURCES = resolve(__dirname, "../../src");

const textsOf = (language: string): unknown =>
  JSON.parse(readFileSync(join(SOURCES, `admin/i18n/json/${language}.json`), "utf8"));

const textOf = (texts: unknown, key: string): unknown =>
  key.split(".").reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], texts);

/** The members of a union of texts, as a file declares it. */
function unionOf(file: string, type: string): string[] {
  const [, union = ""] =
    new RegExp(`export type ${type} =([^;]*);`).exec(readFileSync(join(SOURCES, file), "utf8")) ?? [];
  return [...union.matchAll(/"(\w+)"/g)].map(([, name]) => name);
}

/** What a page shows by a key that ends in a value of the server. */
const VALUES: Record<string, { values: readonly string[]; under?: readonly string[] }> = {
  "merges.blockers": { values: unionOf("types/http/merges.ts", "MergeBlockerCode"), under: ["title", "text"] },
  "merges.fields": { values: MERGE_FIELDS },
  "imports.fields": { values: [...fileNames(CUSTOMER_FIELDS, {}), ...fileNames(ADDRESS_FIELDS, {})] },
  "imports.delimiters": { values: Object.values(DELIMITER_KEYS) },
  "imports.formats": { values: ["own", "mapped", ...DECLARED_FORMATS.map(({ format }) => format)] },
  "imports.state": { values: IMPORT_STATES },
  "exports.state": { values: unionOf("types/http/exports.ts", "ExportState") },
  "accounts.invitation.state": { values: INVITATION_STATES },
  "health.problems": { values: unionOf("types/http/health.ts", "CustomersHealthFindingCode"), under: ["what", "fix"] },
  "health.kinds": {
    values: [
      ...unionOf("types/http/health.ts", "CustomerWorkKind"),
      ...unionOf("types/http/health.ts", "CustomerExpiryKind"),
    ],
  },
  "duplicates.filters": { values: unionOf("types/http/customers.ts", "DuplicateReason") },
};

describe("what the dashboard repeats of the server", () => {
  it.each(["en", "de"])("has a text in %s for every value that a page shows", (language) => {
    const texts = textsOf(language);
    const keys = Object.entries(VALUES).flatMap(([prefix, { values, under }]) => {
      expect(values.length).toBeGreaterThan(2);
      return values.flatMap((value) => (under ?? [""]).map((key) => [prefix, value, key].filter(Boolean).join(".")));
    });

    expect(keys.filter((key) => typeof textOf(texts, key) !== "string")).toEqual([]);
  });

  it("offers every field of a merge that can be chosen", () => {
    expect([...SHOWN_MERGE_FIELDS].sort()).toEqual([...MERGE_FIELDS].sort());
  });

  it("has the versions of the packages that it shares with Medusa's dashboard", () => {
    const manifest = (path: string) => JSON.parse(readFileSync(path, "utf8"));
    const ours = manifest(resolve(__dirname, "../../package.json")).dependencies;
    const theirs = manifest(require.resolve("@medusajs/dashboard/package.json")).dependencies;
    const shared = ["zod", "@tanstack/react-query", "react-hook-form", "@hookform/resolvers"];

    expect(shared.map((name) => [name, ours[name]])).toEqual(shared.map((name) => [name, theirs[name]]));
  });

  it("begins with the server's defaults of an import", () => {
    expect(DEFAULT_OPTIONS).toEqual(importOptionsSchema.parse({}));
  });

  it("offers every delimiter, separator of groups and reading of provinces, in the server's order", () => {
    expect(DELIMITERS).toEqual(IMPORT_DELIMITERS);
    expect(GROUPS_SEPARATORS).toEqual(SERVER_GROUPS_SEPARATORS);
    expect(PROVINCE_READINGS).toEqual(SERVER_PROVINCE_READINGS);
  });

  it("takes as many emails and ids for a change as the server does", () => {
    expect(WORDS_AT_MOST).toBe(MAX_MEMBERSHIP_IDS);
  });

  it("marks a count that the server has stopped at", () => {
    expect(COUNTED_ROWS).toBe(SERVER_COUNTED_ROWS);
  });

  it("knows the states of an open invitation", () => {
    expect(`('${OPEN_INVITATION_STATES.join("', '")}')`).toBe(OPEN_STATES);
  });

  it("takes a prefix of ids as long as the server does", () => {
    expect(PREFIX_MAX_LENGTH).toBe(SERVER_PREFIX_MAX_LENGTH);
  });
});

/** The routes that the pages behind a permission call. */
const ROUTES: Record<keyof typeof PERMISSIONS, string[]> = {
  readCustomers: [
    "GET /admin/customers/cursor",
    "GET /admin/customers/duplicates",
    "GET /admin/customers/:id/duplicates",
    "GET /admin/customers/:id/logins",
    "GET /admin/customers/:id/email",
    "GET /admin/customers/:id/claim",
    "GET /admin/customers/health",
  ],
  updateCustomers: ["POST /admin/customers/:id/email", "POST /admin/customers/:id/invitation"],
  readMembers: ["GET /admin/customer-groups/:id/customers/changes"],
  changeMembers: [
    "POST /admin/customer-groups/:id/customers/batch",
    "POST /admin/customer-groups/:id/customers/changes/:change_id/undo",
  ],
  deleteCustomers: ["POST /admin/customers/batch"],
  mergeCustomers: ["POST /admin/customers/merge", "POST /admin/customers/:id/claim"],
  readImports: ["GET /admin/customers/imports"],
  writeImports: ["POST /admin/customers/imports", "POST /admin/customers/imports/:id/confirm"],
  exports: ["POST /admin/customers/exports"],
};

type Policy = { resource: string; operation: string | string[] };
type Route = { matcher?: unknown; methods?: string[]; policies?: Policy[] };

// as: Medusa's type of the file leaves open what a matcher is.
const DECLARED = middlewares.routes as Route[];

function policiesOf(route: string): string[] {
  const [method, path] = route.split(" ");
  const declared = DECLARED.filter(({ matcher, methods }) => matcher === path && methods?.includes(method));
  return declared.flatMap(({ policies = [] }) =>
    policies.flatMap(({ resource, operation }) => [operation].flat().map((one) => `${resource}:${one}`)),
  );
}

describe("the permissions of the dashboard", () => {
  it.each(Object.entries(ROUTES))("%s has what its routes ask for", (name, routes) => {
    const required = routes.map((route) => [route, policiesOf(route)] as const);

    expect(required.filter(([, policies]) => policies.length === 0)).toEqual([]);
    // as: the names are those of PERMISSIONS.
    const granted: readonly string[] = PERMISSIONS[name as keyof typeof PERMISSIONS];
    expect(required.filter(([, policies]) => policies.some((policy) => !granted.includes(policy)))).toEqual([]);
  });
});
