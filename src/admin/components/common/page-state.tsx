import { ExclamationCircle } from "@medusajs/icons";
import { Button, Container, Heading, Skeleton, Text } from "@medusajs/ui";
import type { ReactNode } from "react";
import { useRefusalText } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";

/** Shows that a page is loading. */
export const PageLoading = () => {
  const { t } = useText();
  return (
    <Container className="flex flex-col gap-y-3 px-6 py-4" role="status" aria-label={t("common.loading")}>
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-5 w-full" />
    </Container>
  );
};

/** Shows a message instead of a page: the problem, and what to do. */
export const PageMessage = ({ title, text, children }: { title: string; text: ReactNode; children?: ReactNode }) => (
  <Container className="flex flex-col items-center gap-y-4 px-6 py-16 text-center">
    <ExclamationCircle className="text-ui-fg-subtle" />
    <div className="flex flex-col gap-y-1">
      <Heading level="h2">{title}</Heading>
      <Text size="small" className="text-ui-fg-subtle">
        {text}
      </Text>
    </div>
    {children}
  </Container>
);

type PageErrorProps = { error: Error; onRetry: () => void; children?: ReactNode };

/** Shows that a page could not be loaded. `children`: other ways out. */
export const PageError = ({ error, onRetry, children }: PageErrorProps) => {
  const { t } = useText();
  const refusalText = useRefusalText();
  return (
    <div role="alert">
      <PageMessage title={t("common.error.title")} text={refusalText(error)}>
        <div className="flex items-center gap-x-2">
          <Button size="small" variant="secondary" onClick={onRetry}>
            {t("common.error.retry")}
          </Button>
          {children}
        </div>
      </PageMessage>
    </div>
  );
};
