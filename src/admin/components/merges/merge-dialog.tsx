import { RouteFocusModal } from "@medusajs/dashboard/components";
import { Heading, Text } from "@medusajs/ui";
import { type ReactNode, useState } from "react";
import { useSearchParams } from "react-router-dom";
import { useCustomersById } from "../../hooks/api/customers";
import { useMergePreview } from "../../hooks/api/merges";
import { useText } from "../../hooks/use-text";
import { DialogBody } from "../common/dialog";
import { PageError, PageLoading } from "../common/page-state";
import { duplicatesPath, placeOfMerge } from "../duplicates/reason";
import { CustomerPicker } from "./customer-picker";
import { MergeBlockers } from "./merge-blockers";
import { type MergeDecisions, mergeBodyOf, NO_DECISIONS } from "./merge-choices";
import { MergeFields } from "./merge-fields";
import { MergeFooter } from "./merge-footer";
import { MergeInterrupted } from "./merge-interrupted";
import { MergeMoves } from "./merge-moves";
import { MergePair } from "./merge-pair";

/** Merges a customer with another one: the one that the URL names (`with`), or the one that the user chooses first. */
export const MergeDialog = ({ id }: { id: string }) => {
  const [search, setSearch] = useSearchParams();
  const other = search.get("with");
  const place = placeOfMerge(search);
  const choose = (one: string) => setSearch({ with: one }, { replace: true });
  return (
    <RouteFocusModal prev={place ? duplicatesPath(place) : `/customers/${encodeURIComponent(id)}`}>
      <RouteFocusModal.Header />
      {other ? (
        <Merge key={`${id} ${other}`} ids={[id, other]} back={place && duplicatesPath(place)} />
      ) : (
        <Body>
          <CustomerPicker id={id} onChoose={choose} />
        </Body>
      )}
    </RouteFocusModal>
  );
};

const Body = ({ children }: { children: ReactNode }) => {
  const { t } = useText();
  return (
    <DialogBody title={t("merges.title")} text={t("merges.text")}>
      {children}
    </DialogBody>
  );
};

type MergeProps = {
  ids: [string, string];
  /** Where a merge leads to. Default: the survivor. */
  back: string | undefined;
};

const Merge = ({ ids, back }: MergeProps) => {
  const [decisions, setDecisions] = useState<MergeDecisions>(NO_DECISIONS);
  const body = mergeBodyOf(ids, decisions);
  const { preview, isPlaceholderData, isError, error, refetch } = useMergePreview(body);
  const customers = useCustomersById(ids);
  const change = (changed: Partial<MergeDecisions>) => setDecisions({ ...decisions, ...changed });
  if (isError || customers.error) {
    const retry = () => [refetch(), customers.refetch()];
    return (
      <Body>
        <PageError error={error ?? customers.error ?? new Error()} onRetry={retry} />
      </Body>
    );
  }
  if (!preview || customers.isPending) {
    return (
      <Body>
        <PageLoading />
      </Body>
    );
  }
  const blockers = (
    <MergeBlockers
      ids={ids}
      preview={preview}
      keepLogins={decisions.keepLogins}
      onKeepLogins={(keepLogins) => change({ keepLogins })}
      onRetry={refetch}
    />
  );
  const { plan } = preview;
  if (!plan) {
    return <Body>{preview.blockers.length > 0 ? blockers : <MergeInterrupted ids={ids} back={back} />}</Body>;
  }
  const survivor = customers.byId.get(plan.survivor_id);
  const merged = customers.byId.get(plan.merged_id);
  if (!survivor || !merged) {
    return <Body>{preview.blockers.length > 0 ? blockers : <PageLoading />}</Body>;
  }
  return (
    <>
      <Body>
        <MergePair survivor={survivor} merged={merged} onSwap={() => change({ survivorId: merged.id })} />
        {blockers}
        <Part name="fields">
          <MergeFields
            plan={plan}
            survivor={survivor}
            merged={merged}
            decided={decisions.fields}
            onChoose={(field, one) => change({ fields: { ...decisions.fields, [field]: one } })}
          />
        </Part>
        <Part name="moves">
          <MergeMoves plan={plan} moves={preview.moves} />
        </Part>
      </Body>
      <MergeFooter
        isPossible={preview.blockers.length === 0 && !isPlaceholderData}
        survivor={survivor}
        merged={merged}
        body={{ ...body, survivor_id: survivor.id }}
        back={back}
      />
    </>
  );
};

const Part = ({ name, children }: { name: "fields" | "moves"; children: ReactNode }) => {
  const { t } = useText();
  return (
    <div className="flex flex-col gap-y-3">
      <div>
        <Heading level="h2">{t(`merges.${name}Title`)}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t(`merges.${name}Text`)}
        </Text>
      </div>
      {children}
    </div>
  );
};
