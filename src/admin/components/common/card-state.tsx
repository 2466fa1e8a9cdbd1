import { Button, Skeleton, Text } from "@medusajs/ui";
import { useRefusalText } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";

type Props = { error: Error | null; onRetry: () => void };

/** What a card shows while its content is not there: that it is loading, or why it could not be loaded. */
export const CardState = ({ error, onRetry }: Props) => {
  const { t } = useText();
  const refusalText = useRefusalText();
  return error ? (
    <div role="alert" className="flex flex-col items-start gap-y-3 px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle">
        {refusalText(error)}
      </Text>
      <Button size="small" variant="secondary" onClick={onRetry}>
        {t("common.error.retry")}
      </Button>
    </div>
  ) : (
    <div role="status" aria-label={t("common.loading")} className="flex flex-col gap-y-2 px-6 py-4">
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-5 w-40" />
    </div>
  );
};

/** A sentence in place of a card's rows. */
export const CardText = ({ children }: { children: string }) => (
  <Text size="small" className="text-ui-fg-subtle px-6 py-4">
    {children}
  </Text>
);
