import type { CustomerDTO, FilterableCustomerProps } from "@medusajs/framework/types";
import type { CountMode } from "./count-matches.sql";

export type CustomerPageRequest = {
  filters?: FilterableCustomerProps;
  /** One column, then the id; default `{ created_at: "DESC" }`. */
  order?: Record<string, string>;
  /** 1 to 1,000; default 50. */
  limit?: number;
  /** A cursor of another page: rows after it, or rows before it. Not both. */
  after?: string;
  before?: string;
  /** `exact`, `bounded` (up to 10,000, then "at least"), or `none`, the default. */
  count?: CountMode;
};

export type CustomerPage = {
  customers: CustomerDTO[];
  /** Cursors to the next and the previous page; null where there is none. */
  after: string | null;
  before: string | null;
  count?: number;
  count_precision?: "exact" | "at_least";
};
