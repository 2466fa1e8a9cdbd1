import { createOperations } from "./create";
import { deleteOperations } from "./delete";
import { exportOperations } from "./exports";
import { filterOperations } from "./filters";
import { membershipOperations } from "./memberships";
import type { RunnableOperation } from "./operation";
import { pageOperations } from "./pages";
import { retrieveOperations } from "./retrieve";
import { searchOperations } from "./search";
import { updateOperations } from "./update";

/** Reads first: they see the tables as they were loaded. */
export const OPERATIONS: readonly RunnableOperation[] = [
  ...retrieveOperations,
  ...pageOperations,
  ...filterOperations,
  ...searchOperations,
  ...exportOperations,
  ...createOperations,
  ...updateOperations,
  ...deleteOperations,
  ...membershipOperations,
];
