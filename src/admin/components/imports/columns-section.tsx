import { Skeleton, Table, Text } from "@medusajs/ui";
import type { AdminImport, AdminImportPreviewResponse } from "../../../types/http/imports";
import { useImportPreview } from "../../hooks/api/imports";
import { useText } from "../../hooks/use-text";
import { Section } from "../common/section";
import { Wide } from "../common/wide";
import { sampleText } from "./mapping-fields";
import { samplesOf } from "./samples";
import { useTargetName } from "./target-select";

/** Where each column of the file goes. Of a file that is not there any more, without its values. */
export const ColumnsSection = ({ one }: { one: AdminImport }) => {
  const { t } = useText();
  const { data, isLoading } = useImportPreview(one.id, one.file_id !== null);
  const known = data ?? (one.header ? { header: one.header, preview: [] } : undefined);
  return (
    <Section title={t("imports.settings.columns")} note={t("imports.detail.columnsNote")}>
      {isLoading || !known ? (
        <div className="px-6 py-4">{isLoading ? <Skeleton className="h-24 w-full" /> : <NoHeader />}</div>
      ) : (
        <ColumnsTable file={known} />
      )}
    </Section>
  );
};

const NoHeader = () => (
  <Text size="small" className="text-ui-fg-subtle">
    {useText().t("imports.detail.noHeader")}
  </Text>
);

const ColumnsTable = ({ file }: { file: AdminImportPreviewResponse }) => {
  const { t } = useText();
  const nameOf = useTargetName();
  const samples = samplesOf(file);
  return (
    <Wide label={t("imports.settings.columns")}>
      <Table>
        <Table.Header className="border-t-0">
          <Table.Row>
            <Table.HeaderCell>{t("imports.settings.column")}</Table.HeaderCell>
            <Table.HeaderCell>{t("imports.settings.samples")}</Table.HeaderCell>
            <Table.HeaderCell>{t("imports.settings.target")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {Object.entries(file.header.mapping).map(([column, target], place) => (
            <Table.Row key={column}>
              <Table.Cell className="text-ui-fg-base max-w-[220px] truncate">{column}</Table.Cell>
              <Table.Cell className="max-w-[260px] truncate">{sampleText(samples[place])}</Table.Cell>
              <Table.Cell className={target === null ? "text-ui-fg-muted" : "text-ui-fg-base"}>
                {nameOf(target)}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </Wide>
  );
};
