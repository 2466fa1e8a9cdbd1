import type { ExportedCustomer, ExportValue } from "../export-columns";

/** Values as PostgreSQL writes them in `row(...)::text` (its manual, "Composite Type Input and Output Syntax"). */
function storedRecord(values: readonly ExportValue[]): string {
  const written = values.map((value) => {
    if (value === null) {
      return "";
    }
    return /^$|[ \t\n\v\f\r",()\\]/.test(value) ? `"${value.replace(/["\\]/g, "$&$&")}"` : value;
  });
  return `(${written.join(",")})`;
}

const storedRecords = (all: readonly (readonly ExportValue[])[]) =>
  all.length ? all.map(storedRecord).join("") : null;

type Values = {
  values: readonly ExportValue[];
  groups: readonly string[];
  addresses: readonly (readonly ExportValue[])[];
};

export function storedCustomer({ values, groups, addresses }: Values): ExportedCustomer {
  return {
    record: storedRecord(values),
    groups: storedRecords(groups.map((name) => [name])),
    addresses: storedRecords(addresses),
  };
}
