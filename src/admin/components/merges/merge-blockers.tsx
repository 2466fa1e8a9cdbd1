import { Alert, Button, Checkbox, Label, Text } from "@medusajs/ui";
import { useId } from "react";
import { Link } from "react-router-dom";
import type { AdminMergePreview, MergePlanJson } from "../../../types/http/merges";
import { useEmailOwner } from "../../hooks/api/customers";
import { useText } from "../../hooks/use-text";
import { nameOf } from "../../lib/customers";
import { mergePath } from "../duplicates/reason";

type Props = {
  preview: AdminMergePreview;
  keepLogins: boolean;
  onKeepLogins: (keep: boolean) => void;
  onRetry: () => void;
};

/** Everything that stops the merge, in words, each with its way out. */
export const MergeBlockers = ({ preview: { plan, blockers }, keepLogins, onKeepLogins, onRetry }: Props) => {
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
              {(code === "merge_in_progress" || code === "merge_unfinished") && (
                <Button type="button" size="small" variant="secondary" onClick={onRetry}>
                  {t("common.error.retry")}
                </Button>
              )}
            </div>
          </Alert>
        ))}
      {(codes.includes("two_logins") || keepLogins) && <TwoLogins isKept={keepLogins} onChange={onKeepLogins} />}
    </>
  );
};

/** The third customer, who has the email that the survivor would get. */
const EmailOwner = ({ plan }: { plan: MergePlanJson }) => {
  const { t } = useText();
  const owner = useEmailOwner(plan.customer, [plan.survivor_id, plan.merged_id]);
  return owner ? (
    <Button type="button" size="small" variant="secondary" asChild>
      <Link to={mergePath(plan.survivor_id, owner.id)}>{t("merges.mergeFirst", { name: nameOf(owner) })}</Link>
    </Button>
  ) : null;
};

const TwoLogins = ({ isKept, onChange }: { isKept: boolean; onChange: (keep: boolean) => void }) => {
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
      </div>
    </Alert>
  );
};
