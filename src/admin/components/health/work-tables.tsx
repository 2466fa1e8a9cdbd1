import { StatusBadge, Table } from "@medusajs/ui";
import type {
  CustomerExpiryKind,
  CustomersHealth,
  CustomersHealthFinding,
  CustomersHealthFindingCode,
  CustomerWorkKind,
} from "../../../types/http/health";
import { useText } from "../../hooks/use-text";
import { COUNTED_ROWS } from "../../lib/server-facts";
import { Section } from "../common/section";
import { Wide } from "../common/wide";

const OVERDUE_CODES: readonly CustomersHealthFindingCode[] = ["not_closed", "not_completed"];

type Findings = { findings: CustomersHealthFinding[] };

/** Work that a process does, or has yet to do. */
export const WorkTable = ({ work, findings }: Findings & { work: NonNullable<CustomersHealth["work"]> }) => {
  const { t, duration } = useText();
  const count = useCount();
  // as: the keys are those of the type.
  const kinds = Object.keys(work) as CustomerWorkKind[];
  return (
    <Section title={t("health.work.title")} note={t("health.work.text")}>
      <Wide label={t("health.work.title")}>
        <Table>
          <Header names={["kind", "waiting", "running", "interrupted", "idle", "state"]} of="work" />
          <Table.Body>
            {kinds.map((kind) => {
              const { waiting, running, interrupted, idle_seconds } = work[kind];
              return (
                <Table.Row key={kind} className="last-of-type:border-b-0">
                  <Table.Cell>{t(`health.kinds.${kind}`)}</Table.Cell>
                  <Table.Cell>{count(waiting)}</Table.Cell>
                  <Table.Cell>{count(running)}</Table.Cell>
                  <Table.Cell>{count(interrupted)}</Table.Cell>
                  <Table.Cell>{waiting + interrupted > 0 ? duration(idle_seconds) : "-"}</Table.Cell>
                  <StateCell isWrong={findings.some((one) => one.code === "no_process" && one.kind === kind)} />
                </Table.Row>
              );
            })}
          </Table.Body>
        </Table>
      </Wide>
    </Section>
  );
};

/** What is past its time, and neither completed nor closed yet. */
export const OverdueTable = ({
  overdue,
  findings,
}: Findings & { overdue: NonNullable<CustomersHealth["overdue"]> }) => {
  const { t, duration } = useText();
  const count = useCount();
  // as: the keys are those of the type.
  const kinds = Object.keys(overdue) as CustomerExpiryKind[];
  return (
    <Section title={t("health.overdue.title")} note={t("health.overdue.text")}>
      <Wide label={t("health.overdue.title")}>
        <Table>
          <Header names={["kind", "rows", "since", "state"]} of="overdue" />
          <Table.Body>
            {kinds.map((kind) => (
              <Table.Row key={kind} className="last-of-type:border-b-0">
                <Table.Cell>{t(`health.kinds.${kind}`)}</Table.Cell>
                <Table.Cell>{count(overdue[kind].rows)}</Table.Cell>
                <Table.Cell>{overdue[kind].rows > 0 ? duration(overdue[kind].seconds) : "-"}</Table.Cell>
                <StateCell isWrong={findings.some((one) => OVERDUE_CODES.includes(one.code) && one.kind === kind)} />
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </Wide>
    </Section>
  );
};

const Header = ({ names, of }: { names: string[]; of: "work" | "overdue" }) => {
  const { t } = useText();
  return (
    <Table.Header className="border-t-0">
      <Table.Row>
        {names.map((name) => (
          <Table.HeaderCell key={name}>{t(`health.${of}.columns.${name}`)}</Table.HeaderCell>
        ))}
      </Table.Row>
    </Table.Header>
  );
};

const StateCell = ({ isWrong }: { isWrong: boolean }) => {
  const { t } = useText();
  return (
    <Table.Cell>
      <StatusBadge color={isWrong ? "orange" : "green"}>
        {t(isWrong ? "health.status.attention" : "health.status.ok")}
      </StatusBadge>
    </Table.Cell>
  );
};

function useCount() {
  const { number } = useText();
  return (count: number) => `${number(count)}${count >= COUNTED_ROWS ? "+" : ""}`;
}
