import { rejectField } from "../../../shared/errors";
import { assertPageSize } from "./assert-page-size";
import { findUnhonouredConfig } from "./read-list-request";
import { type OrderColumn, readPageOrder } from "./read-page-order";

/** The config keys that a page by cursor supports; the request itself has order and limit. */
const CONFIG = new Set(["select", "relations", "withDeleted"]);

type Given = { order?: Record<string, string>; limit?: number; after?: string; before?: string };

/** The request for a page by cursor, with defaults. */
type PageRequest = { order: OrderColumn; limit: number; after?: string; before?: string };

/**
 * Reads the request for a page by cursor. The ORM has no such pages, so an unsupported part is refused.
 *
 * @throws MedusaError (invalid_data) that names the part.
 */
export function readPageRequest(
  { order = { created_at: "DESC" }, limit = 50, after, before }: Given,
  config: object,
): PageRequest {
  const [unhonoured] = findUnhonouredConfig(config, CONFIG);
  if (unhonoured !== undefined) {
    rejectField(`config.${unhonoured}`, "is not part of a page by cursor. Leave it out, or use listCustomers");
  }
  const columns = readPageOrder(order);
  if (!columns || Object.keys(order).length !== 1) {
    rejectField("order", "must be one of the customer's own columns, asc or desc");
  }
  assertPageSize(limit);
  if (after !== undefined && before !== undefined) {
    rejectField("before", 'cannot be given together with "after"');
  }
  return { order: columns[0], limit, after, before };
}
