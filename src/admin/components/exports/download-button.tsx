import { ArrowDownTray } from "@medusajs/icons";
import { Button, toast } from "@medusajs/ui";
import type { AdminExport } from "../../../types/http/exports";
import { useDownloadExport } from "../../hooks/api/exports";
import { useRefusalText } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";

/** Downloads the file of a completed export. */
export const DownloadButton = ({ of: { id, state } }: { of: Pick<AdminExport, "id" | "state"> }) => {
  const { t } = useText();
  const refusalText = useRefusalText();
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
      toast.error(refusalText(error));
    }
  };
  return (
    <Button size="small" variant="transparent" onClick={download} isLoading={isPending}>
      <ArrowDownTray />
      {t("exports.download")}
    </Button>
  );
};
