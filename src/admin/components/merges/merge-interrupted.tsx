import { Alert, Button, Text } from "@medusajs/ui";
import { useText } from "../../hooks/use-text";
import { Refusal } from "../common/refusal";
import { useMerge } from "./use-merge";

type Props = { ids: [string, string]; back: string | undefined };

/** An earlier merge of these two has not moved everything. The same request completes it. */
export const MergeInterrupted = ({ ids, back }: Props) => {
  const { t } = useText();
  const { merge, isPending, refusal } = useMerge(back);
  return (
    <>
      <Refusal text={refusal} />
      <Alert variant="warning" role="alert">
        <div className="flex flex-col items-start gap-y-2">
          <div>
            <Text size="small" leading="compact" weight="plus">
              {t("merges.interrupted.title")}
            </Text>
            <Text size="small">{t("merges.interrupted.text")}</Text>
          </div>
          <Button
            type="button"
            size="small"
            variant="secondary"
            isLoading={isPending}
            onClick={() => merge({ customer_ids: ids })}
          >
            {t("merges.interrupted.action")}
          </Button>
        </div>
      </Alert>
    </>
  );
};
