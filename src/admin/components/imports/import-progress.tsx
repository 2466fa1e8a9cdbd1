import { Text } from "@medusajs/ui";
import type { AdminImport } from "../../../types/http/imports";
import { useText } from "../../hooks/use-text";
import { ProgressBar } from "../common/progress-bar";

/** How far the reading or storing is, how fast, and how long it takes. */
export const ImportProgress = ({ one }: { one: AdminImport }) => {
  const { t, number, duration } = useText();
  const { processed, rate, seconds_left: left } = one.progress;
  const isStoring = one.state === "importing";
  const valid = one.total - one.invalid;
  const parts = [
    isStoring
      ? t("imports.progress.stored", { count: processed, done: number(processed), total: number(valid) })
      : t("imports.progress.read", { count: processed, done: number(processed) }),
    ...(rate ? [t("imports.progress.rate", { count: rate, rate: number(rate) })] : []),
    ...(left !== null ? [t("imports.progress.left", { time: duration(left) })] : []),
  ];
  return (
    <div className="flex flex-col gap-y-2">
      <ProgressBar label={t("imports.progress.label")} share={isStoring && valid > 0 ? processed / valid : undefined} />
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {parts.join(" · ")}
      </Text>
    </div>
  );
};
