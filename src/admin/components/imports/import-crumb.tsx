import { useKnownImport } from "../../hooks/api/imports";
import { useText } from "../../hooks/use-text";

/** The name of an import's file in the breadcrumb. */
export const ImportCrumb = ({ id }: { id: string }) => {
  const { t } = useText();
  const one = useKnownImport(id);
  return <>{one ? (one.filename ?? t("imports.unnamed")) : id}</>;
};
