import { StatusBadge, Tooltip } from "@medusajs/ui";
import type { AdminExport, ExportState } from "../../../types/http/exports";
import { useText } from "../../hooks/use-text";

const COLORS = {
  pending: "grey",
  running: "blue",
  completed: "green",
  failed: "red",
  expired: "grey",
} as const satisfies Record<ExportState, string>;

export const ExportStateBadge = ({ of: { state, error } }: { of: Pick<AdminExport, "state" | "error"> }) => {
  const { t } = useText();
  const badge = (
    <StatusBadge color={COLORS[state]} className="text-nowrap">
      {t(`exports.state.${state}`)}
    </StatusBadge>
  );
  // A button, so that the reason is reached by keyboard.
  return error ? (
    <Tooltip content={error} maxWidth={420}>
      <button type="button" aria-label={`${t(`exports.state.${state}`)}: ${error}`}>
        {badge}
      </button>
    </Tooltip>
  ) : (
    badge
  );
};
