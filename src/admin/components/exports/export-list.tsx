import { DataTable } from "@medusajs/dashboard/components";
import { Container, createDataTableColumnHelper } from "@medusajs/ui";
import { useMemo } from "react";
import type { AdminExport } from "../../../types/http/exports";
import { useExports } from "../../hooks/api/exports";
import { usePage } from "../../hooks/use-page";
import { useText } from "../../hooks/use-text";
import { PageError } from "../common/page-state";
import { DownloadButton } from "./download-button";
import { ExportStateBadge } from "./export-state-badge";
import { FilterChips } from "./filter-chips";

const PAGE_SIZE = 20;

const columnHelper = createDataTableColumnHelper<AdminExport>();

export const ExportList = () => {
  const { t } = useText();
  const columns = useColumns();
  const { exports, count, isPending, isError, error, refetch } = useExports(usePage(PAGE_SIZE));
  if (isError) {
    return <PageError error={error} onRetry={refetch} />;
  }
  return (
    <Container className="divide-y p-0">
      <DataTable
        data={exports}
        columns={columns}
        rowCount={count}
        pageSize={PAGE_SIZE}
        getRowId={(row) => row.id}
        isLoading={isPending}
        enableSearch={false}
        heading={t("exports.title")}
        subHeading={t("exports.subtitle")}
        actions={[{ label: t("exports.new.action"), to: "new" }]}
        emptyState={{ empty: { heading: t("exports.empty.title"), description: t("exports.empty.text") } }}
      />
    </Container>
  );
};

function useColumns() {
  const { t, number, dateTime } = useText();
  return useMemo(
    () => [
      columnHelper.accessor("created_at", {
        header: t("exports.columns.created_at"),
        cell: ({ getValue }) => dateTime(getValue()),
      }),
      columnHelper.accessor("state", {
        header: t("exports.columns.state"),
        cell: ({ row: { original } }) => <ExportStateBadge of={original} />,
      }),
      columnHelper.accessor("row_count", {
        header: t("exports.columns.row_count"),
        cell: ({ getValue }) => number(getValue()),
      }),
      columnHelper.accessor("format", {
        header: t("exports.columns.format"),
        cell: ({ getValue }) => t(`exports.formats.${getValue()}.label`),
      }),
      columnHelper.accessor("filters", {
        header: t("exports.columns.filters"),
        cell: ({ getValue }) => <FilterChips filters={getValue()} />,
      }),
      columnHelper.accessor("expires_at", {
        header: t("exports.columns.expires_at"),
        cell: ({ getValue }) => dateTimeOr(getValue(), dateTime),
      }),
      columnHelper.display({
        id: "download",
        cell: ({ row: { original } }) => <DownloadButton of={original} />,
      }),
    ],
    [t, number, dateTime],
  );
}

const dateTimeOr = (date: string | null, dateTime: (date: string) => string) => (date === null ? "-" : dateTime(date));
