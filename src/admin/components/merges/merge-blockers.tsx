import { Alert, Button, Checkbox, Label, Text } from "@medusajs/ui";
import { useId } from "react";
import { Link, useSearchParams } from "react-router-dom";
import type { AdminMergePreview, MergePlanJson } from "../../../types/http/merges";
import { useCustomersById, useEmailOwner } from "../../hooks/api/customers";
import { useText } from "../../hooks/use-text";
import { nameOf } from "../../lib/customers";
import { mergePath, placeOfMerge } from "../duplicates/reason";
import { afterMerged } from "./merge-choices";

type Props = {
  ids: [string, string];
  preview: AdminMergePreview;
  keepLogins: boolean;
  onKeepLogins: (keep: boolean) => void;
  onRetry: () => void;
};

/** Everything that stops the merge, in words, each with its way out. */
export const MergeBlockers = ({ ids, preview: { plan, blockers }, keepLogins, onKeepLogins, onRetry }: Props) => {
  const { t } = useText();
  const codes = [...new Set(blockers.map(({ code }) => code))];
  return (
    <>
      {codes
        .filter((code) => code !== "two_logins")
        .map((code) => (
          <Alert key={code} variant="error" role="alert">
            <div className="flex flex-col items-start gap-y-2">
              <div>
                <Text size="small" leading="compact" weight="plus">
                  {t(`merges.blockers.${code}.title`)}
                </Text>
                <Text size="small">{t(`merges.blockers.${code}.text`)}</Text>
              </div>
              {code === "email_taken" && plan && <EmailOwner plan={plan} />}
              {code === "merged_already" && <MergedAlready ids={ids} blockers={blockers} />}
              {code === "email_changed" && <CustomerLinks ids={ids} />}
              {(code === "merge_in_progress" || code === "merge_unfinished") && (
                <Button type="button" size="small" variant="secondary" onClick={onRetry}>
                  {t("common.error.retry")}
                </Button>
              )}
            </div>
          </Alert>
        ))}
      {(codes.includes("two_logins") || keepLogins) && (
        <TwoLogins ids={ids} isKept={keepLogins} onChange={onKeepLogins} />
      )}
    </>
  );
};

/** The third customer, who has the email that the survivor would get. */
const EmailOwner = ({ plan }: { plan: MergePlanJson }) => {
  const { t } = useText();
  const [search] = useSearchParams();
  const owner = useEmailOwner(plan.customer, [plan.survivor_id, plan.merged_id]);
  return owner ? (
    <Button type="button" size="small" variant="secondary" asChild>
      <Link to={mergePath(plan.survivor_id, owner.id, placeOfMerge(search))}>
        {t("merges.mergeFirst", { name: nameOf(owner) })}
      </Link>
    </Button>
  ) : null;
};

/** The way on from a customer who was merged: the merge with the survivor, or the survivor when it is of this pair. */
const MergedAlready = ({ ids, blockers }: { ids: [string, string]; blockers: AdminMergePreview["blockers"] }) => {
  const { t } = useText();
  const [search] = useSearchParams();
  const next = afterMerged(ids, blockers);
  const { byId } = useCustomersById(next);
  const names = next.map((id) => nameOfId(byId, id));
  return next.length === 2 ? (
    <Button type="button" size="small" variant="secondary" asChild>
      <Link to={mergePath(next[0], next[1], placeOfMerge(search))}>
        {t("merges.mergeInstead", { one: names[0], other: names[1] })}
      </Link>
    </Button>
  ) : (
    <CustomerLinks ids={next} />
  );
};

/** Links to the customers' pages, where the reason can be removed. */
const CustomerLinks = ({ ids }: { ids: string[] }) => {
  const { t } = useText();
  const { byId } = useCustomersById(ids);
  return (
    <div className="flex flex-wrap gap-2">
      {ids.map((id) => (
        <Button key={id} type="button" size="small" variant="secondary" asChild>
          <Link to={`/customers/${encodeURIComponent(id)}`}>
            {t("merges.openCustomer", { name: nameOfId(byId, id) })}
          </Link>
        </Button>
      ))}
    </div>
  );
};

function nameOfId(byId: ReturnType<typeof useCustomersById>["byId"], id: string): string {
  const known = byId.get(id);
  return known ? nameOf(known) : id;
}

type TwoLoginsProps = { ids: [string, string]; isKept: boolean; onChange: (keep: boolean) => void };

const TwoLogins = ({ ids, isKept, onChange }: TwoLoginsProps) => {
  const { t } = useText();
  const id = useId();
  return (
    <Alert variant={isKept ? "info" : "warning"} role={isKept ? "status" : "alert"}>
      <div className="flex flex-col gap-y-2">
        <div>
          <Text size="small" leading="compact" weight="plus">
            {t("merges.blockers.two_logins.title")}
          </Text>
          <Text size="small">{t("merges.blockers.two_logins.text")}</Text>
        </div>
        <div className="flex items-center gap-x-2">
          <Checkbox id={id} checked={isKept} onCheckedChange={(checked) => onChange(checked === true)} />
          <Label htmlFor={id} size="small" weight="plus">
            {t("merges.keepLogins")}
          </Label>
        </div>
        {!isKept && <CustomerLinks ids={ids} />}
      </div>
    </Alert>
  );
};
