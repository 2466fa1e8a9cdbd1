import { useDate } from "@medusajs/dashboard/hooks";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes, formatDuration, formatNumber } from "../lib/numbers";

export const NAMESPACE = "medusa-plugin-customers";

/** Our texts in the user's language, and numbers, sizes and dates as it writes them. */
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
      dateTime: (date: string) => getFullDate({ date, includeTime: true }),
    }),
    // getFullDate is another function in each rendering, and depends on the language alone.
    [t, language],
  );
}
