import { type DataTableRowSelectionState, toast } from "@medusajs/ui";
import { type ComponentProps, type ReactNode, useState } from "react";
import { useNavigate } from "react-router-dom";
import type { AdminCustomersCursorResponse } from "../../../types/http/customers";
import { useCreateExport } from "../../hooks/api/exports";
import { useReport } from "../../hooks/use-report";
import { useText } from "../../hooks/use-text";
import { type CustomerFilters, customerFiltersToSearch } from "../../lib/filters";
import type { Selection } from "../../lib/selection";
import { DeleteDrawer } from "./delete-drawer";
import { GroupDrawer } from "./group-drawer";
import { type BulkAction, type SelectionBar } from "./selection-bar";

type Chosen = { signature: string; rows: DataTableRowSelectionState; isAll: boolean };

const NOTHING: Omit<Chosen, "signature"> = { rows: {}, isAll: false };

type List = {
  /** The selection ends when it changes. */
  signature: string;
  filter: CustomerFilters;
  page: Partial<Pick<AdminCustomersCursorResponse, "customers" | "count" | "count_precision">>;
};

/** The selected customers: those that were ticked on any page, or all that match the filters; and what is done with them. */
export function useSelected({ signature, filter, page }: List) {
  const { number, t } = useText();
  const [stored, setStored] = useState<Chosen>();
  const { rows, isAll } = stored?.signature === signature ? stored : NOTHING;
  const matching = page.count ?? 0;
  const more = page.count_precision === "at_least" ? "+" : "";
  const ids = Object.keys(rows).filter((id) => rows[id]);
  const count = isAll ? matching : ids.length;
  const text = t("all.selection.text", { count, number: `${number(count)}${isAll ? more : ""}` });
  const clear = () => setStored(undefined);
  const actions = useActions(isAll ? { filter } : { ids }, { count, text, clear });
  const bar: ComponentProps<typeof SelectionBar> = {
    text,
    onAll: isAll || matching <= ids.length ? null : () => setStored({ signature, rows, isAll: true }),
    allText: t("all.selection.all", { count: matching, number: `${number(matching)}${more}` }),
    onClear: clear,
    onAction: actions.start,
  };
  return {
    rows: isAll ? Object.fromEntries((page.customers ?? []).map(({ id }) => [id, true])) : rows,
    count,
    choose: (next: DataTableRowSelectionState) => setStored({ signature, rows: next, isAll: false }),
    bar,
    dialog: actions.dialog,
  };
}

type About = { count: number; text: string; clear: () => void };

function useActions(selection: Selection, { count, text, clear }: About) {
  const [action, setAction] = useState<BulkAction>();
  const exportThem = useExport(selection, clear);
  const close = () => setAction(undefined);
  const done = () => {
    close();
    clear();
  };
  const dialogs: Partial<Record<BulkAction, ReactNode>> = {
    add: <GroupDrawer side="add" selection={selection} text={text} onClose={close} onDone={done} />,
    remove: <GroupDrawer side="remove" selection={selection} text={text} onClose={close} onDone={done} />,
    delete: (
      <DeleteDrawer selection={selection} count={count} text={text} onClose={(isDone) => (isDone ? done() : close())} />
    ),
  };
  return {
    start: (one: BulkAction) => (one === "export" ? void exportThem() : setAction(one)),
    dialog: action && dialogs[action],
  };
}

/** Exports the selected customers: all that match on the page for exports, others at once. */
function useExport(selection: Selection, onDone: () => void) {
  const { t } = useText();
  const navigate = useNavigate();
  const report = useReport();
  const { mutateAsync } = useCreateExport();
  return async () => {
    if ("filter" in selection) {
      navigate(`/customers/exports/new?${customerFiltersToSearch(selection.filter)}`);
    } else if (await report(() => mutateAsync({ filters: { id: selection.ids } }))) {
      toast.info(t("exports.toast.title"), { description: t("exports.toast.text") });
      onDone();
      navigate("/customers/exports");
    }
  };
}
