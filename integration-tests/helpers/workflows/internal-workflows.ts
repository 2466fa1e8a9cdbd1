import { join } from "node:path";

type Workflows = typeof import("../../../src/workflows/exports/workflows/expire-exports") &
  typeof import("../../../src/workflows/exports/workflows/resume-export") &
  typeof import("../../../src/workflows/guest-checkout/steps/find-checkout-customer") &
  typeof import("../../../src/workflows/invitations/workflows/send-invitations") &
  typeof import("../../../src/workflows/merges/workflows/resume-merge");

const BUILT = join(__dirname, "../../../.medusa/server/src/workflows");

const files = [
  "exports/workflows/expire-exports",
  "exports/workflows/resume-export",
  "guest-checkout/steps/find-checkout-customer",
  "invitations/workflows/send-invitations",
  "merges/workflows/resume-merge",
];

/**
 * Workflows and steps of the jobs and routes, which the package does not export.
 *
 * They come from the built plugin, as the running store has them: a second copy would register each workflow again.
 */
// as: the files are those of the types above.
export const internalWorkflows = Object.assign({}, ...files.map((file) => require(join(BUILT, file)))) as Workflows;
