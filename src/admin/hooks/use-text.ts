import { useDate } from "@medusajs/dashboard/hooks";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes, formatDuration, formatNumber } from "../lib/numbers";

export const NAMESPACE = "medusa-plugin-customers";

/** Returns our texts, and formats numbers, sizes and dates, in the user's language. */
export function useText() {
  const { t, i18n } = useTranslation(NAMESPACE);
  const { getFullDate } = useDate();
  const { language } = i18n;
  return useMemo(
    () => ({
      t,
      number: (value: number) => formatNumber(value, language),
      bytes: (value: number) => formatBytes(value, language),
      duration: (seconds: number) => formatDuration(seconds, language),
      date: (date: string) => getFullDate({ date }),
      dateTime: (date: string) => getFullDate({ date, includeTime: true }),
    }),
    // getFullDate is a new function in each rendering, but depends on the language only.
    [t, language],
  );
}
