import { RouteFocusModal } from "@medusajs/dashboard/components";
import { Button, Text } from "@medusajs/ui";
import { useText } from "../../hooks/use-text";
import { distinctNamesOf, type ShownCustomer } from "../../lib/customers";
import { Refusal } from "../common/refusal";
import type { mergeBodyOf } from "./merge-choices";
import { useMerge } from "./use-merge";

type Props = {
  /** Nothing stops the merge, and what is shown is what it will do. */
  isPossible: boolean;
  survivor: ShownCustomer;
  merged: ShownCustomer;
  body: ReturnType<typeof mergeBodyOf>;
  /** Where a merge leads to. Default: the survivor. */
  back: string | undefined;
};

/** The button that merges, with both names, and the refusal of the server. */
export const MergeFooter = ({ isPossible, survivor, merged, body, back }: Props) => {
  const { t } = useText();
  const { merge, isPending, refusal } = useMerge(back);
  const [mergedName, survivorName] = distinctNamesOf(merged, survivor);
  const names = { merged: mergedName, survivor: survivorName };
  const submit = () => merge(body, t("merges.toast.text", names));
  return (
    <RouteFocusModal.Footer>
      <div className="flex w-full flex-col gap-y-3">
        <Refusal text={refusal} />
        <div className="flex flex-col gap-3 md:flex-row md:items-center md:justify-between">
          <Text size="small" className="text-ui-fg-subtle">
            {t("merges.final")}
          </Text>
          <div className="flex min-w-0 flex-col-reverse gap-2 md:flex-row md:items-center md:justify-end">
            <RouteFocusModal.Close asChild>
              <Button size="small" variant="secondary" className="shrink-0">
                {t("common.cancel")}
              </Button>
            </RouteFocusModal.Close>
            <Button size="small" className="min-w-0" onClick={submit} isLoading={isPending} disabled={!isPossible}>
              <span className="min-w-0 whitespace-normal break-words">{t("merges.submit", names)}</span>
            </Button>
          </div>
        </div>
      </div>
    </RouteFocusModal.Footer>
  );
};
