import { DataTable } from "@medusajs/dashboard/components";
import { Container, createDataTableColumnHelper } from "@medusajs/ui";
import { useMemo } from "react";
import type { AdminImport } from "../../../types/http/imports";
import { useImports } from "../../hooks/api/imports";
import { usePage } from "../../hooks/use-page";
import { usePermissions } from "../../hooks/use-permissions";
import { useText } from "../../hooks/use-text";
import { PERMISSIONS } from "../../lib/permissions";
import { CellLink } from "../common/cell-link";
import { PageError } from "../common/page-state";
import { ImportStateBadge } from "./import-state-badge";

const PAGE_SIZE = 20;

const columnHelper = createDataTableColumnHelper<AdminImport>();

const pathOf = (one: AdminImport) => `/customers/imports/${one.id}`;

export const ImportList = () => {
  const { t } = useText();
  const { can } = usePermissions();
  const columns = useColumns();
  const { imports, count, isPending, isError, error, refetch } = useImports(usePage(PAGE_SIZE));
  if (isError) {
    return <PageError error={error} onRetry={refetch} />;
  }
  return (
    <Container className="divide-y p-0">
      <DataTable
        data={imports}
        columns={columns}
        rowCount={count}
        pageSize={PAGE_SIZE}
        getRowId={(row) => row.id}
        rowHref={pathOf}
        isLoading={isPending}
        enableSearch={false}
        heading={t("imports.title")}
        subHeading={t("imports.subtitle")}
        actions={can(PERMISSIONS.writeImports) ? [{ label: t("imports.new.action"), to: "new" }] : []}
        emptyState={{
          empty: { heading: t("imports.empty.title"), description: t("imports.empty.text") },
        }}
      />
    </Container>
  );
};

function useColumns() {
  const { t, number, dateTime } = useText();
  return useMemo(
    () => [
      columnHelper.accessor("filename", {
        header: t("imports.columns.file"),
        cell: ({ row: { original } }) => (
          <CellLink to={pathOf(original)}>{original.filename ?? t("imports.unnamed")}</CellLink>
        ),
      }),
      columnHelper.accessor("state", {
        header: t("imports.columns.state"),
        cell: ({ row: { original } }) => <ImportStateBadge of={original} />,
      }),
      ...(["total", "created", "updated", "invalid"] as const).map((name) =>
        columnHelper.accessor(name, {
          header: t(`imports.columns.${name}`),
          cell: ({ getValue }) => number(getValue()),
        }),
      ),
      columnHelper.accessor("created_at", {
        header: t("imports.columns.created_at"),
        cell: ({ getValue }) => dateTime(getValue()),
      }),
    ],
    [t, number, dateTime],
  );
}
