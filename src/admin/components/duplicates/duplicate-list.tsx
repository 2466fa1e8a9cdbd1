import { Button, Container, Heading, Label, Select, Text } from "@medusajs/ui";
import { useId, useState } from "react";
import { useSearchParams } from "react-router-dom";
import type { DuplicateReason } from "../../../types/http/customers";
import { useCustomersById } from "../../hooks/api/customers";
import { useDuplicates } from "../../hooks/api/duplicates";
import { useRefusalText } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";
import { PageError, PageLoading } from "../common/page-state";
import { DuplicateGroup, SHOWN_PER_GROUP } from "./duplicate-group";
import { REASONS } from "./reason";

const ALL = "all";

/** All groups of customers who may be one person, by one reason or by any. */
export const DuplicateList = () => {
  const { t } = useText();
  const [search, setSearch] = useSearchParams();
  const reason = REASONS.find((one) => one === search.get("reason"));
  const choose = (value: string) => setSearch(value === ALL ? {} : { reason: value }, { replace: true });
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-col gap-3 px-6 py-4 md:flex-row md:items-start md:justify-between">
        <div>
          <Heading>{t("duplicates.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t("duplicates.subtitle")}
          </Text>
        </div>
        <ReasonSelect value={reason ?? ALL} onChange={choose} />
      </div>
      <Groups key={reason ?? ALL} reason={reason} />
    </Container>
  );
};

const ReasonSelect = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const { t } = useText();
  const id = useId();
  return (
    <div className="flex shrink-0 items-center gap-x-2">
      <Label id={id} size="small" className="text-ui-fg-subtle">
        {t("duplicates.reason")}
      </Label>
      <Select size="small" value={value} onValueChange={onChange}>
        <Select.Trigger aria-labelledby={id} className="w-48">
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {[ALL, ...REASONS].map((one) => (
            <Select.Item key={one} value={one}>
              {t(`duplicates.filters.${one}`)}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  );
};

const Groups = ({ reason }: { reason: DuplicateReason | undefined }) => {
  const { t } = useText();
  const refusalText = useRefusalText();
  const list = useDuplicates(reason);
  const { duplicates = [], isPending, isError, error, refetch, hasNextPage, isFetchingNextPage } = list;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const keyed = duplicates.map((group) => ({ key: `${group.reason} ${group.customers[0].id}`, group }));
  const shown = keyed.flatMap(({ key, group }) =>
    group.customers.slice(0, open.has(key) ? undefined : SHOWN_PER_GROUP).map(({ id }) => id),
  );
  const records = useCustomersById(shown);
  if (isPending) {
    return <PageLoading />;
  }
  if (isError && duplicates.length === 0) {
    return <PageError error={error} onRetry={refetch} />;
  }
  if (duplicates.length === 0 && !hasNextPage) {
    return <NoDuplicates isFiltered={reason !== undefined} />;
  }
  return (
    <>
      {records.error && (
        <Problem
          text={t("duplicates.recordsFailed", { reason: refusalText(records.error) })}
          onRetry={records.refetch}
        />
      )}
      {keyed.map(({ key, group }, index) => (
        <DuplicateGroup
          key={`${key} ${index}`}
          group={group}
          records={records}
          place={{ reason }}
          isOpen={open.has(key)}
          onOpen={() => setOpen(new Set([...open, key]))}
        />
      ))}
      {hasNextPage && (
        <div className="flex flex-col items-center gap-y-3 px-6 py-4">
          {duplicates.length === 0 && (
            <Text size="small" className="text-ui-fg-subtle" role="status">
              {t("duplicates.noneSoFar")}
            </Text>
          )}
          {list.isFetchNextPageError && (
            <Text size="small" className="text-ui-fg-error" role="alert">
              {refusalText(list.error)}
            </Text>
          )}
          <Button size="small" variant="secondary" isLoading={isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t(duplicates.length === 0 ? "duplicates.searchOn" : "duplicates.more")}
          </Button>
        </div>
      )}
    </>
  );
};

const Problem = ({ text, onRetry }: { text: string; onRetry: () => void }) => {
  const { t } = useText();
  return (
    <div role="alert" className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
      <Text size="small" className="text-ui-fg-error">
        {text}
      </Text>
      <Button size="small" variant="secondary" onClick={onRetry}>
        {t("common.error.retry")}
      </Button>
    </div>
  );
};

const NoDuplicates = ({ isFiltered }: { isFiltered: boolean }) => {
  const { t } = useText();
  return (
    <div className="flex flex-col items-center gap-y-1 px-6 py-16 text-center">
      <Text size="small" leading="compact" weight="plus">
        {t("duplicates.empty.title")}
      </Text>
      <Text size="small" className="text-ui-fg-subtle">
        {t(isFiltered ? "duplicates.empty.filteredText" : "duplicates.empty.text")}
      </Text>
    </div>
  );
};
