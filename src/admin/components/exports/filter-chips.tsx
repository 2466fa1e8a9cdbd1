import { Badge } from "@medusajs/ui";
import { useText } from "../../hooks/use-text";

/** The filters of an export in words. Those that are not of the dashboard's list are counted. */
export const FilterChips = ({ filters }: { filters: Record<string, unknown> }) => {
  const describe = useFilterText();
  const texts = Object.entries(filters).flatMap(([name, value]) => describe(name, value));
  const { t } = useText();
  return texts.length === 0 ? (
    <span>{t("exports.filters.none")}</span>
  ) : (
    <span className="flex flex-wrap gap-1">
      {texts.map((text) => (
        <Badge key={text} size="2xsmall">
          {text}
        </Badge>
      ))}
    </span>
  );
};

/** One filter in words. */
export function useFilterText(): (name: string, value: unknown) => string[] {
  const { t, dateTime } = useText();
  const dates = (name: string, range: object) =>
    Object.entries(range).map(([operator, date]) =>
      t(`exports.filters.${name}`, {
        when: t(operator.startsWith("$g") ? "exports.filters.after" : "exports.filters.before", {
          date: dateTime(String(date)),
        }),
      }),
    );
  return (name, value) => {
    switch (name) {
      case "q":
        return [t("exports.filters.q", { text: String(value) })];
      case "has_account":
        return [t(value === true || value === "true" ? "exports.filters.accounts" : "exports.filters.guests")];
      case "groups":
        return [t("exports.filters.groups", { count: Array.isArray(value) ? value.length : 1 })];
      case "created_at":
      case "updated_at":
        return typeof value === "object" && value !== null ? dates(name, value) : [];
      default:
        return [t("exports.filters.other", { name })];
    }
  };
}
