import type { ImportedAddress, ImportedRow } from "../../../../modules/customer/imports/types";

/** Rows that are shown of an import before it is confirmed. */
export const PREVIEW_ROWS = 10;

/** Metadata is kept as text, digit for digit; a person is shown the object. */
const shown = <Fields extends { metadata?: string | null }>({ metadata, ...fields }: Fields) => ({
  ...fields,
  ...(metadata !== undefined && { metadata: metadata === null ? null : JSON.parse(metadata) }),
});

/** A row as the preview shows it. */
export function previewOf(row: ImportedRow) {
  if (!row.customer) {
    return row;
  }
  const { addresses, ...customer } = row.customer;
  return {
    ...row,
    customer: {
      ...shown(customer),
      ...(addresses && { addresses: addresses.map((one: ImportedAddress) => shown(one)) }),
    },
  };
}
