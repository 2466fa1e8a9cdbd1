import { DataTable } from "@medusajs/dashboard/components";
import { Container, createDataTableColumnHelper, StatusBadge, Text, Tooltip, toast } from "@medusajs/ui";
import { useMemo } from "react";
import type { AdminImport, AdminImportRowError } from "../../../types/http/imports";
import { downloadImportErrors, useImportErrors } from "../../hooks/api/imports";
import { usePage } from "../../hooks/use-page";
import { useRefusalText } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";
import { PageError } from "../common/page-state";
import { useTargetName } from "./target-select";

const PAGE_SIZE = 10;
const PREFIX = "errors";

/** Characters of a row that are shown on request. All of them are in the download. */
const TOOLTIP_LENGTH = 500;

const columnHelper = createDataTableColumnHelper<AdminImportRowError & { id: string }>();

/** What is wrong with lines of the file, and what was left out or changed, a page at a time. Not there when nothing is. */
export const ErrorsSection = ({ one }: { one: AdminImport }) =>
  one.error_count + one.warning_count > 0 ? <Errors one={one} /> : null;

const Errors = ({ one }: { one: AdminImport }) => {
  const { t, number } = useText();
  const refusalText = useRefusalText();
  const columns = useColumns();
  const page = usePage(PAGE_SIZE, PREFIX);
  const { errors, count, dropped = 0, isPending, isError, error, refetch } = useImportErrors(one.id, page);
  // An error has no id: its place in the list is one.
  const rows = useMemo(
    () => errors?.map((row, index) => ({ ...row, id: `${page.offset}-${index}` })),
    [errors, page.offset],
  );
  if (isError) {
    return <PageError error={error} onRetry={refetch} />;
  }
  const download = () => downloadImportErrors(one.id).catch((reason) => toast.error(refusalText(reason)));
  return (
    <Container className="divide-y p-0">
      <DataTable
        data={rows}
        columns={columns}
        rowCount={count}
        pageSize={PAGE_SIZE}
        prefix={PREFIX}
        getRowId={(row) => row.id}
        isLoading={isPending}
        enableSearch={false}
        heading={t("imports.errors.title")}
        headingLevel="h2"
        subHeading={
          dropped > 0
            ? t("imports.errors.dropped", { count: dropped, number: number(dropped) })
            : t("imports.errors.subtitle")
        }
        actions={[{ label: t("imports.errors.download"), onClick: download }]}
      />
    </Container>
  );
};

function useColumns() {
  const { t, number } = useText();
  const nameOf = useTargetName();
  return useMemo(
    () => [
      columnHelper.accessor("line", {
        header: t("imports.errors.line"),
        cell: ({ getValue }) => number(getValue()),
      }),
      columnHelper.accessor("field", {
        header: t("imports.errors.field"),
        cell: ({ getValue }) => {
          const field = getValue();
          return field === null ? t("imports.errors.wholeLine") : nameOf(field);
        },
      }),
      columnHelper.accessor("reason", {
        header: t("imports.errors.reason"),
        cell: ({ row: { original } }) => <Reason of={original} />,
      }),
    ],
    // nameOf is another function in each rendering, and depends on the language alone, as t does.
    [t, number],
  );
}

/** What is wrong, and the row as it stands in the file. */
const Reason = ({ of: { level, reason, raw } }: { of: AdminImportRowError }) => {
  const { t } = useText();
  return (
    <div className="flex min-w-[260px] flex-col gap-y-1 whitespace-normal py-3">
      <div className="flex items-center gap-x-2">
        {level === "warning" && (
          <StatusBadge color="orange" className="shrink-0">
            {t("imports.errors.warning")}
          </StatusBadge>
        )}
        <Text size="small" leading="compact" className="text-ui-fg-base">
          {reason}
        </Text>
      </div>
      <Tooltip content={<span className="break-words">{raw.slice(0, TOOLTIP_LENGTH)}</span>} maxWidth={420}>
        {/* A button, so that the whole row is shown by keyboard too. */}
        <button type="button" className="focus-visible:shadow-borders-focus rounded text-start outline-none">
          <code className="txt-compact-xsmall text-ui-fg-subtle line-clamp-2 break-all font-mono">{raw}</code>
        </button>
      </Tooltip>
    </div>
  );
};
