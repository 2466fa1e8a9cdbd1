import type { ImportFormat } from "../../types";
import { BIGCOMMERCE } from "./bigcommerce";
import { type DeclaredFormat, fitOf } from "./declared-format";
import { KLAVIYO } from "./klaviyo";
import { MAGENTO } from "./magento";
import { MAILCHIMP } from "./mailchimp";
import { MATRIXIFY } from "./matrixify";
import { PRESTASHOP } from "./prestashop";
import { SHOPIFY } from "./shopify";
import { SQUARESPACE } from "./squarespace";
import { STRIPE } from "./stripe";
import { TRANSPORTER } from "./transporter";
import { WOOCOMMERCE_ANALYTICS, WOOCOMMERCE_USERS } from "./woocommerce";

/** The systems whose customer files are known by their headers. */
export const DECLARED_FORMATS: readonly DeclaredFormat[] = [
  SHOPIFY,
  MATRIXIFY,
  TRANSPORTER,
  WOOCOMMERCE_ANALYTICS,
  WOOCOMMERCE_USERS,
  ...MAGENTO,
  ...PRESTASHOP,
  BIGCOMMERCE,
  SQUARESPACE,
  STRIPE,
  MAILCHIMP,
  KLAVIYO,
];

/** The format that knows most of the columns; undefined when the file is none of theirs. */
export function findFormat(headers: readonly string[]): DeclaredFormat | undefined {
  let best: { declared: DeclaredFormat; fit: number } | undefined;
  for (const declared of DECLARED_FORMATS) {
    const fit = fitOf(declared, headers);
    if (fit !== undefined && (best === undefined || fit > best.fit)) {
      best = { declared, fit };
    }
  }
  return best?.declared;
}

/** Whether files of the system fill fields of a customer from its addresses. */
export function fillsFromAddresses(format: ImportFormat): boolean {
  return DECLARED_FORMATS.some((declared) => declared.format === format && (declared.filled ?? []).length > 0);
}

/** Whether the system may have several customers of one email: guests of shops, customers of each website. */
export function hasManyIds(format: ImportFormat): boolean {
  return DECLARED_FORMATS.some((declared) => declared.format === format && declared.idsPerEmail === "many");
}
