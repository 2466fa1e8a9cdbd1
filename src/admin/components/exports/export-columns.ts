import { CUSTOMER_FIELDS, fileNames } from "../../../modules/customer/fields";

/** What an export can have, in the order in which the routes write it by default. */
export const EXPORT_COLUMNS: readonly string[] = [...fileNames(CUSTOMER_FIELDS, {}), "groups", "addresses"];
