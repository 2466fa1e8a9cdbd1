import { RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components";
import { Alert, Button, Heading, Text, toast } from "@medusajs/ui";
import { type ReactNode, useState } from "react";
import { useSearchParams } from "react-router-dom";
import type { AdminMergePreview } from "../../../types/http/merges";
import { useCustomersById } from "../../hooks/api/customers";
import { useMergeCustomers, useMergePreview } from "../../hooks/api/merges";
import { useText } from "../../hooks/use-text";
import { namesOf, type ShownCustomer } from "../../lib/customers";
import { PageError, PageLoading } from "../common/page-state";
import { CustomerPicker } from "./customer-picker";
import { MergeBlockers } from "./merge-blockers";
import { type MergeDecisions, mergeBodyOf, NO_DECISIONS } from "./merge-choices";
import { MergeFields } from "./merge-fields";
import { MergeMoves } from "./merge-moves";
import { MergePair } from "./merge-pair";

/** Merges a customer with another one: the one that the URL names (`with`), or the one that the user chooses first. */
export const MergeDialog = ({ id }: { id: string }) => {
  const [search, setSearch] = useSearchParams();
  const other = search.get("with");
  const isFromList = search.get("from") === "duplicates";
  const choose = (one: string) => setSearch({ with: one }, { replace: true });
  return (
    <RouteFocusModal prev={isFromList ? "/customers/duplicates" : `/customers/${encodeURIComponent(id)}`}>
      <RouteFocusModal.Header />
      {other ? (
        <Merge key={`${id} ${other}`} ids={[id, other]} isFromList={isFromList} />
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
    <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
      <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-8 md:py-16">
        <div>
          <RouteFocusModal.Title asChild>
            <Heading>{t("merges.title")}</Heading>
          </RouteFocusModal.Title>
          <RouteFocusModal.Description asChild>
            <Text size="small" className="text-ui-fg-subtle">
              {t("merges.text")}
            </Text>
          </RouteFocusModal.Description>
        </div>
        {children}
      </div>
    </RouteFocusModal.Body>
  );
};

const Merge = ({ ids, isFromList }: { ids: [string, string]; isFromList: boolean }) => {
  const [decisions, setDecisions] = useState<MergeDecisions>(NO_DECISIONS);
  const body = mergeBodyOf(ids, decisions);
  const { preview, isError, error, refetch } = useMergePreview(body);
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
      preview={preview}
      keepLogins={decisions.keepLogins}
      onKeepLogins={(keepLogins) => change({ keepLogins })}
      onRetry={refetch}
    />
  );
  const { plan } = preview;
  const survivor = plan && customers.byId.get(plan.survivor_id);
  const merged = plan && customers.byId.get(plan.merged_id);
  if (!plan || !survivor || !merged) {
    return <Body>{blockers}</Body>;
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
            onChoose={(field, one) => change({ fields: { ...decisions.fields, [field]: one } })}
          />
        </Part>
        <Part name="moves">
          <MergeMoves plan={plan} moves={preview.moves} />
        </Part>
      </Body>
      <Footer
        preview={preview}
        survivor={survivor}
        merged={merged}
        body={{ ...body, survivor_id: survivor.id }}
        isFromList={isFromList}
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

type FooterProps = {
  preview: AdminMergePreview;
  survivor: ShownCustomer;
  merged: ShownCustomer;
  body: ReturnType<typeof mergeBodyOf>;
  isFromList: boolean;
};

const Footer = ({ preview, survivor, merged, body, isFromList }: FooterProps) => {
  const { t } = useText();
  const { handleSuccess } = useRouteModal();
  const { mutateAsync, isPending } = useMergeCustomers();
  const [refusal, setRefusal] = useState<string>();
  const [mergedName, survivorName] = namesOf(merged, survivor);
  const names = { merged: mergedName, survivor: survivorName };
  const merge = async () => {
    setRefusal(undefined);
    try {
      await mutateAsync(body);
      toast.success(t("merges.toast.title"), { description: t("merges.toast.text", names) });
      handleSuccess(isFromList ? "/customers/duplicates" : `/customers/${encodeURIComponent(survivor.id)}`);
    } catch (error) {
      setRefusal((error instanceof Error && error.message) || t("common.error.unreachable"));
    }
  };
  return (
    <RouteFocusModal.Footer>
      <div className="flex w-full flex-col gap-y-3">
        {refusal && (
          <Alert variant="error" role="alert">
            {refusal}
          </Alert>
        )}
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
            <Button
              size="small"
              className="min-w-0"
              onClick={merge}
              isLoading={isPending}
              disabled={preview.blockers.length > 0}
            >
              <span className="min-w-0 whitespace-normal break-words">{t("merges.submit", names)}</span>
            </Button>
          </div>
        </div>
      </div>
    </RouteFocusModal.Footer>
  );
};
