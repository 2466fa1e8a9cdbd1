import { type DeclaredFormat, fitOf } from "./declared-format";
import { MATRIXIFY } from "./matrixify";
import { SHOPIFY } from "./shopify";
import { WOOCOMMERCE_ANALYTICS, WOOCOMMERCE_USERS } from "./woocommerce";

/** The systems whose customer files are known by their headers. */
export const DECLARED_FORMATS: readonly DeclaredFormat[] = [
  SHOPIFY,
  MATRIXIFY,
  WOOCOMMERCE_ANALYTICS,
  WOOCOMMERCE_USERS,
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
