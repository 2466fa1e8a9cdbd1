import { LayoutComposer } from "@medusajs/dashboard/components";
import { useImport } from "../../hooks/api/imports";
import { PageError, PageLoading } from "../common/page-state";
import { ColumnsSection } from "./columns-section";
import { DetailsSection } from "./details-section";
import { ErrorsSection } from "./errors-section";
import { GeneralSection } from "./general-section";

/** One import: what it did or would do, what is wrong with the file, and what can be done next. */
export const ImportDetail = ({ id }: { id: string }) => {
  const { import: one, isError, error, refetch } = useImport(id);
  if (!one) {
    return isError ? <PageError error={error} onRetry={refetch} /> : <PageLoading />;
  }
  return (
    <LayoutComposer
      widgetsZonePrefix="medusa-plugin-customers.import"
      preferredLayoutId="core:two-column"
      data={one}
      sections={{
        main: (
          <>
            <LayoutComposer.Entry id="ImportGeneralSection">
              <GeneralSection one={one} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="ImportErrorsSection">
              <ErrorsSection one={one} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="ImportColumnsSection">
              <ColumnsSection one={one} />
            </LayoutComposer.Entry>
          </>
        ),
        side: (
          <LayoutComposer.Entry id="ImportDetailsSection">
            <DetailsSection one={one} />
          </LayoutComposer.Entry>
        ),
      }}
    />
  );
};
