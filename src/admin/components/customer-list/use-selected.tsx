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
  page: Partial<Pick<AdminCustomersCursorResponse, "customers" | "count" | "count_precision">> & {
    isPlaceholderData: boolean;
  };
};

/** The selected customers: those that were ticked on any page, or all that match the filters; and what is done with them. */
export function useSelected({ signature, filter, page }: List) {
  const { number, t } = useText();
  const [stored, setStored] = useStored(signature);
  const { rows, isAll } = stored ?? NOTHING;
  const matching = page.count ?? 0;
  const more = page.count_precision === "at_least" ? "+" : "";
  const ids = Object.keys(rows).filter((id) => rows[id]);
  const count = isAll ? matching : ids.length;
  const countText = `${number(count)}${isAll ? more : ""}`;
  const text = t("all.selection.text", { count, number: countText });
  const clear = () => setStored(undefined);
  const actions = useActions({ selection: isAll ? { filter } : { ids }, count, countText, text }, clear);
  const bar: ComponentProps<typeof SelectionBar> = {
    text,
    onAll: isAll || matching <= ids.length ? null : () => setStored({ signature, rows, isAll: true }),
    allText: t("all.selection.all", { count: matching, number: `${number(matching)}${more}` }),
    onClear: clear,
    onAction: actions.start,
    isDisabled: page.isPlaceholderData,
    isExporting: actions.isExporting,
  };
  return {
    rows: isAll ? Object.fromEntries((page.customers ?? []).map(({ id }) => [id, true])) : rows,
    count,
    choose: (next: DataTableRowSelectionState) => {
      // Rows of the list before are still shown: they are not of this list.
      if (!page.isPlaceholderData) {
        setStored({ signature, rows: next, isAll: false });
      }
    },
    bar,
    dialog: actions.dialog,
  };
}

/** What is selected in the list of this signature. It is forgotten when the signature changes. */
function useStored(signature: string) {
  const [stored, setStored] = useState<Chosen>();
  if (stored && stored.signature !== signature) {
    setStored(undefined);
  }
  return [stored?.signature === signature ? stored : undefined, setStored] as const;
}

type About = { selection: Selection; count: number; countText: string; text: string };

/** Runs an action on what was selected when it began. */
function useActions(about: About, clear: () => void) {
  const [open, setOpen] = useState<About & { action: BulkAction }>();
  const { exportThem, isExporting } = useExport(about.selection, clear);
  const close = () => setOpen(undefined);
  const done = () => {
    close();
    clear();
  };
  return {
    start: (action: BulkAction) => (action === "export" ? void exportThem() : setOpen({ ...about, action })),
    dialog: open && dialogOf(open, close, done),
    isExporting,
  };
}

function dialogOf(
  { action, ...about }: About & { action: BulkAction },
  close: () => void,
  done: () => void,
): ReactNode {
  return action === "delete" ? (
    <DeleteDrawer {...about} onClose={(isDone) => (isDone ? done() : close())} />
  ) : action === "export" ? null : (
    <GroupDrawer side={action} selection={about.selection} text={about.text} onClose={close} onDone={done} />
  );
}

/** Exports the selected customers: all that match on the page for exports, others at once. */
function useExport(selection: Selection, onDone: () => void) {
  const { t } = useText();
  const navigate = useNavigate();
  const report = useReport();
  const { mutateAsync, isPending } = useCreateExport();
  const exportThem = async () => {
    if ("filter" in selection) {
      navigate(`/customers/exports/new?${customerFiltersToSearch(selection.filter)}`);
    } else if (await report(() => mutateAsync({ filters: { id: selection.ids } }))) {
      toast.info(t("exports.toast.title"), { description: t("exports.toast.text") });
      onDone();
      navigate("/customers/exports");
    }
  };
  return { exportThem, isExporting: isPending };
}
