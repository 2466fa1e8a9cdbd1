/** The dashboard's codes of languages (`ptBR`) as browsers know them (`pt-BR`). */
export function localeOf(language: string): string {
  return language.replace(/^([a-z]{2,3})([A-Z]{2})$/, "$1-$2");
}

export function formatNumber(value: number, language: string): string {
  return value.toLocaleString(localeOf(language));
}

/** A share from 0 to 1 as whole per cents. Never 100 % before the end. */
export function wholePercent(share: number): number {
  return Math.max(0, Math.min(share >= 1 ? 100 : 99, Math.floor(share * 100)));
}

/** Seconds as the largest unit that says enough: 40 s, 3 min, 2 h. */
export function durationOf(seconds: number): { unit: "second" | "minute" | "hour"; value: number } {
  if (seconds < 60) {
    return { unit: "second", value: Math.max(1, Math.round(seconds)) };
  }
  return seconds < 3_600
    ? { unit: "minute", value: Math.round(seconds / 60) }
    : { unit: "hour", value: Math.round(seconds / 3_600) };
}

export function formatDuration(seconds: number, language: string): string {
  const { unit, value } = durationOf(seconds);
  return new Intl.NumberFormat(localeOf(language), { style: "unit", unit, unitDisplay: "long" }).format(value);
}

export function formatBytes(bytes: number, language: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1_000)));
  const options = { style: "unit", unit: units[step], maximumFractionDigits: step === 0 ? 0 : 1 } as const;
  return new Intl.NumberFormat(localeOf(language), options).format(bytes / 1_000 ** step);
}
