import { ArrowDownTray } from "@medusajs/icons";
import { Button, toast } from "@medusajs/ui";
import type { AdminExport } from "../../../types/http/exports";
import { useDownloadExport } from "../../hooks/api/exports";
import { useText } from "../../hooks/use-text";

/** Saves the file of an export that is completed. */
export const DownloadButton = ({ of: { id, state } }: { of: Pick<AdminExport, "id" | "state"> }) => {
  const { t } = useText();
  const { mutateAsync, isPending } = useDownloadExport();
  if (state !== "completed") {
    return null;
  }
  const download = async () => {
    try {
      if (!(await mutateAsync(id))) {
        toast.error(t("exports.gone"));
      }
    } catch (error) {
      toast.error((error instanceof Error && error.message) || t("common.error.unreachable"));
    }
  };
  return (
    <Button size="small" variant="transparent" onClick={download} isLoading={isPending}>
      <ArrowDownTray />
      {t("exports.download")}
    </Button>
  );
};
