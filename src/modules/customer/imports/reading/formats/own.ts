import { CUSTOMER_KEYS } from "../../types";
import { parseTarget } from "../targets";
import type { FileFormat } from "./format";
import { removeFormulaGuard } from "./own-columns";
import { isSecretHeader } from "./secrets";

const isOwn = (header: string): boolean => parseTarget(header) !== undefined;

const KEYS: readonly string[] = CUSTOMER_KEYS;

/** Whether one column is a key and most are ours: one that is called `email` alone makes no file of ours. */
export function isOwnFile(headers: readonly string[]): boolean {
  const named = headers.filter((header) => header !== "" && !isSecretHeader(header));
  return named.some((header) => KEYS.includes(header)) && named.filter(isOwn).length > named.length / 2;
}

/** Our own export, whole or in part. */
export function ownFormat(headers: readonly string[]): FileFormat {
  return {
    format: "own",
    targets: headers.map((header) => (isOwn(header) ? header : null)),
    unknown: headers.filter((header) => header !== "" && !isOwn(header)),
    clean: removeFormulaGuard,
    exact: true,
  };
}
