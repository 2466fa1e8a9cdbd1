import { useState } from "react";
import { COLUMN_NAMES, type ColumnName, DEFAULT_COLUMNS } from "../components/customer-list/list-columns";

const KEY = "medusa-plugin-customers:columns";

/** Returns the columns that the user of this browser has chosen, and how to choose others. One at least stays. */
export function useChosenColumns(): [ColumnName[], (name: ColumnName, isShown: boolean) => void] {
  const [chosen, setChosen] = useState(readChosen);
  const choose = (name: ColumnName, isShown: boolean) => {
    const next = COLUMN_NAMES.filter((one) => (one === name ? isShown : chosen.includes(one)));
    if (next.length > 0) {
      localStorage.setItem(KEY, JSON.stringify(next));
      setChosen(next);
    }
  };
  return [chosen, choose];
}

function readChosen(): ColumnName[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    const known = Array.isArray(stored) ? COLUMN_NAMES.filter((name) => stored.includes(name)) : [];
    return known.length > 0 ? known : DEFAULT_COLUMNS;
  } catch {
    return DEFAULT_COLUMNS;
  }
}
