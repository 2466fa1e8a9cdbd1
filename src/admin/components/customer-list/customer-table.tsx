import { DataTable } from "@medusajs/dashboard/components";
import { Button, Container } from "@medusajs/ui";
import { useMemo } from "react";
import { Link, useSearchParams } from "react-router-dom";
import { useCustomersPage } from "../../hooks/api/customer-list";
import { useChosenColumns } from "../../hooks/use-chosen-columns";
import { useIconNames } from "../../hooks/use-icon-names";
import { useText } from "../../hooks/use-text";
import { type CursorPlace, placeOf, signatureOf, withPlace } from "../../lib/cursor";
import { customerFiltersOf, customerFiltersToSearch } from "../../lib/filters";
import { PERMISSIONS } from "../../lib/permissions";
import { PageError } from "../common/page-state";
import { IfPermitted } from "../common/require-permissions";
import { ColumnMenu } from "./column-menu";
import { CursorFooter } from "./cursor-footer";
import { type ColumnName, fieldsOf, pathOf, useListColumns } from "./list-columns";
import { useListFilters } from "./list-filters";
import { useSelectColumn } from "./select-column";
import { SelectionBar } from "./selection-bar";
import { useSelected } from "./use-selected";

const PAGE_SIZE = 20;

/** All customers: pages by cursor, which cost the same at any depth, and bulk actions. */
export const CustomerTable = () => {
  const { t } = useText();
  const [chosen, choose] = useChosenColumns();
  const { page, filters, signature, isChanged, go } = useList(chosen);
  const selected = useSelected({ signature, page, filter: filters });
  const select = useSelectColumn();
  const columns = useListColumns(chosen);
  const withSelect = useMemo(() => [select, ...columns], [select, columns]);
  const listFilters = useListFilters(filters.groups ?? []);
  const table = useIconNames<HTMLDivElement>();
  return (
    // The dialog is outside of the list: the report of a deletion stays when the list cannot be read.
    <>
      {selected.dialog}
      {page.isError && (
        <PageError error={page.error} onRetry={page.refetch}>
          {isChanged && (
            <Button size="small" variant="secondary" asChild>
              <Link to="/customers/all">{t("all.error.showAll")}</Link>
            </Button>
          )}
        </PageError>
      )}
      {!page.isError && (
        <Container className="divide-y p-0" ref={table}>
          {selected.count > 0 && <SelectionBar {...selected.bar} />}
          <DataTable
            data={page.customers}
            columns={withSelect}
            filters={listFilters}
            filterBarContent={
              <div className="flex items-center gap-x-2">
                <ColumnMenu chosen={chosen} onChoose={choose} />
                <IfPermitted all={PERMISSIONS.exports}>
                  <Button size="small" variant="secondary" asChild>
                    <Link to={`/customers/exports/new?${customerFiltersToSearch(filters)}`}>
                      {t("customers.actions.export")}
                    </Link>
                  </Button>
                </IfPermitted>
              </div>
            }
            heading={t("all.title")}
            getRowId={(row) => row.id}
            rowHref={pathOf}
            isLoading={page.isPending}
            enablePagination={false}
            rowSelection={{ state: selected.rows, onRowSelectionChange: selected.choose }}
            emptyState={{
              empty: { heading: t("all.empty.title"), description: t("all.empty.text") },
              filtered: { heading: t("all.empty.filteredTitle"), description: t("all.empty.filteredText") },
            }}
          />
          <CursorFooter page={page} onGo={go} />
        </Container>
      )}
    </>
  );
};

/** The page of the list that the URL names: filters, order and place. */
function useList(chosen: readonly ColumnName[]) {
  const [search, setSearch] = useSearchParams();
  const filters = customerFiltersOf(search);
  const order = search.get("order") ?? "-created_at";
  const signature = signatureOf({ filters, order });
  const query = { ...filters, order, limit: PAGE_SIZE, fields: fieldsOf(chosen), count: "bounded" } as const;
  const page = useCustomersPage({ ...query, ...placeOf(search, signature) });
  return {
    filters,
    signature,
    page,
    /** The URL has something that may be wrong. */
    isChanged: search.size > 0,
    go: (place: CursorPlace) => setSearch(withPlace(search, place, signature)),
  };
}
