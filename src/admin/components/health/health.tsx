import { Alert, Button, StatusBadge, Text } from "@medusajs/ui";
import { useState } from "react";
import type { CustomersHealth, CustomersHealthFinding } from "../../../types/http/health";
import { useHealth } from "../../hooks/api/health";
import { useText } from "../../hooks/use-text";
import { Facts } from "../common/facts";
import { PageError, PageLoading } from "../common/page-state";
import { Section } from "../common/section";
import { OverdueTable, WorkTable } from "./work-tables";

/** Whether the background work of customers goes on, and what to do where it does not. */
export const Health = () => {
  const { health, error, refetch, failedAt } = useHealth();
  const { t, dateTime } = useText();
  const [isChecking, setChecking] = useState(false);
  const check = async () => {
    setChecking(true);
    await refetch();
    setChecking(false);
  };
  if (!health) {
    return error ? <PageError error={error} onRetry={refetch} /> : <PageLoading />;
  }
  return (
    <div className="flex flex-col gap-y-3">
      {error && (
        <Alert variant="error" role="alert">
          {t("health.failed", { date: dateTime(failedAt) })}
        </Alert>
      )}
      <Summary health={health} isKnown={!error} onCheck={check} isChecking={isChecking} />
      {health.work && <WorkTable work={health.work} findings={health.findings} />}
      {health.overdue && <OverdueTable overdue={health.overdue} findings={health.findings} />}
      <Database health={health} />
    </div>
  );
};

type SummaryProps = {
  health: CustomersHealth;
  /** Whether the last check had an answer. */
  isKnown: boolean;
  onCheck: () => void;
  isChecking: boolean;
};

const Summary = ({ health: { status, findings, checked_at }, isKnown, onCheck, isChecking }: SummaryProps) => {
  const { t, dateTime } = useText();
  return (
    <Section
      level="h1"
      title={t("health.title")}
      note={t("health.checked", { date: dateTime(checked_at) })}
      actions={
        <>
          <StatusBadge color={!isKnown ? "grey" : status === "ok" ? "green" : "orange"}>
            {t(isKnown ? `health.status.${status}` : "health.status.unknown")}
          </StatusBadge>
          <Button size="small" variant="secondary" isLoading={isChecking} onClick={onCheck}>
            {t("health.refresh")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-y-3 px-6 py-4">
        {isKnown && findings.length === 0 && (
          <Text size="small" className="text-ui-fg-subtle">
            {t("health.ok")}
          </Text>
        )}
        {findings.map((finding) => (
          <Problem key={`${finding.code} ${finding.kind}`} finding={finding} />
        ))}
      </div>
    </Section>
  );
};

/** One thing that is wrong: what, and what to do. */
const Problem = ({ finding: { code, kind, count, seconds } }: { finding: CustomersHealthFinding }) => {
  const { t, number, duration } = useText();
  const values = { count, number: number(count), kind: kind && t(`health.kinds.${kind}`), time: duration(seconds) };
  return (
    <Alert variant="warning">
      <Text size="small" leading="compact" weight="plus">
        {t(`health.problems.${code}.what`, values)}
      </Text>
      <Text size="small">{t(`health.problems.${code}.fix`)}</Text>
    </Alert>
  );
};

const Database = ({ health: { search_index, schema } }: { health: CustomersHealth }) => {
  const { t } = useText();
  return (
    <Section title={t("health.database.title")} note={t("health.database.text")}>
      <div className="px-6 py-4">
        <Facts
          facts={[
            {
              name: t("health.database.schema"),
              value: schema.pending.length === 0 ? t("health.database.current") : schema.pending.join(", "),
            },
            {
              name: t("health.database.search"),
              value: t(search_index.ready ? "health.database.ready" : "health.database.missing"),
            },
          ]}
        />
      </div>
    </Section>
  );
};
