import { StatusBadge } from "@medusajs/ui";
import type { AdminImport, ImportState } from "../../../types/http/imports";
import { useText } from "../../hooks/use-text";

const COLORS = {
  uploaded: "grey",
  validating: "blue",
  ready: "orange",
  importing: "blue",
  completed: "green",
  completed_with_errors: "orange",
  failed: "red",
  cancelled: "grey",
} as const satisfies Record<ImportState, string>;

export const ImportStateBadge = ({ of: { state, options } }: { of: Pick<AdminImport, "state" | "options"> }) => {
  const { t } = useText();
  const isTried = options.dry_run && (state === "completed" || state === "completed_with_errors");
  return (
    <StatusBadge color={COLORS[state]} className="text-nowrap">
      {t(isTried ? "imports.state.tried" : `imports.state.${state}`)}
    </StatusBadge>
  );
};
