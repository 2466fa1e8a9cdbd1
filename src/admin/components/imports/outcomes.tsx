import type { AdminImport } from "../../../types/http/imports";
import { useText } from "../../hooks/use-text";
import { StatCard } from "../common/stat-card";

/** What became of the rows, or, before they are stored, what would become of them. */
export const Outcomes = ({ one }: { one: AdminImport }) => {
  const { t, number } = useText();
  const isAhead = one.state === "ready" || (one.options.dry_run && one.expected !== null);
  const counts = isAhead && one.expected ? one.expected : one;
  const names = ["created", "updated", "unchanged", "skipped"] as const;
  return (
    <StatCard
      stats={[
        ...names.map((name) => ({
          label: t(`imports.outcomes.${isAhead ? "ahead" : "done"}.${name}`),
          value: number(counts[name]),
        })),
        { label: t("imports.outcomes.warned"), value: number(one.warned) },
        { label: t("imports.outcomes.invalid"), value: number(one.invalid), isError: one.invalid > 0 },
      ]}
    />
  );
};
