import { Badge, Button, Checkbox, Heading, Text } from "@medusajs/ui";
import { useId, useState } from "react";
import { Link } from "react-router-dom";
import type { AdminDuplicate } from "../../../types/http/customers";
import { useText } from "../../hooks/use-text";
import type { RecordState } from "../../lib/arriving-parts";
import type { ShownCustomer } from "../../lib/customers";
import { PERMISSIONS } from "../../lib/permissions";
import { IfPermitted } from "../common/require-permissions";
import { DuplicateCustomer } from "./duplicate-customer";
import { certaintyOf, type DuplicatesPlace, mergePath, reasonTextOf } from "./reason";

/** Customers of one group that are shown at first. */
export const SHOWN_PER_GROUP = 4;

const COLORS = { high: "green", medium: "orange", low: "grey" } as const;

type Props = {
  group: AdminDuplicate;
  records: { byId: ReadonlyMap<string, ShownCustomer>; stateOf: (id: string) => RecordState };
  /** The list that a merge goes back to. */
  place: DuplicatesPlace;
  isOpen: boolean;
  onOpen: () => void;
};

/** Customers who may be one person: the reason, all of them side by side, and their merge. */
export const DuplicateGroup = ({ group, records, place, isOpen, onOpen }: Props) => {
  const { t, number } = useText();
  const id = useId();
  const [chosen, setChosen] = useState<string[]>([]);
  const { customers } = group;
  const isPair = customers.length === 2;
  const shown = isOpen ? customers : customers.slice(0, SHOWN_PER_GROUP);
  const pair = isPair ? customers.map((one) => one.id) : chosen;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-y-4 px-6 py-4">
      <div className="flex flex-col gap-3 md:flex-row md:items-start md:justify-between">
        <Reason id={id} group={group} />
        <IfPermitted all={PERMISSIONS.mergeCustomers}>
          <MergeButton pair={pair} place={place} />
        </IfPermitted>
      </div>
      <ul className="grid grid-cols-1 gap-3 md:grid-cols-2">
        {shown.map((one) => (
          <DuplicateCustomer
            key={one.id}
            candidate={one}
            record={records.byId.get(one.id)}
            state={records.stateOf(one.id)}
          >
            {!isPair && <Choice of={one} chosen={chosen} onChoose={setChosen} />}
          </DuplicateCustomer>
        ))}
      </ul>
      {shown.length < customers.length && (
        <Button size="small" variant="transparent" className="self-start" onClick={onOpen}>
          {t("duplicates.others", {
            count: customers.length - shown.length,
            number: number(customers.length - shown.length),
          })}
        </Button>
      )}
    </section>
  );
};

/** Why they may be one person, and how certain that is. */
const Reason = ({ id, group }: { id: string; group: AdminDuplicate }) => {
  const { t } = useText();
  const certainty = certaintyOf(group.score);
  const reason = reasonTextOf(group);
  return (
    <div className="flex flex-col gap-y-1">
      <div className="flex flex-wrap items-center gap-2">
        <Heading level="h2" id={id}>
          {t(`duplicates.reasons.${reason}.title`)}
        </Heading>
        <Badge size="2xsmall" color={COLORS[certainty]}>
          {t(`duplicates.certainty.${certainty}`)}
        </Badge>
      </div>
      <Text size="small" className="text-ui-fg-subtle">
        {t(`duplicates.reasons.${reason}.text`)}
        {group.customers.length === 2 ? "" : ` ${t("duplicates.chooseTwo")}`}
      </Text>
    </div>
  );
};

type ChoiceProps = {
  of: AdminDuplicate["customers"][number];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
};

/** Chooses a customer for the merge. Two at most. */
const Choice = ({ of: { id, email }, chosen, onChoose }: ChoiceProps) => {
  const { t } = useText();
  return (
    <IfPermitted all={PERMISSIONS.mergeCustomers}>
      <Checkbox
        aria-label={t("duplicates.choose", { name: email ?? id })}
        checked={chosen.includes(id)}
        disabled={chosen.length === 2 && !chosen.includes(id)}
        onCheckedChange={(checked) =>
          onChoose(checked === true ? [...chosen, id] : chosen.filter((other) => other !== id))
        }
      />
    </IfPermitted>
  );
};

const MergeButton = ({ pair, place }: { pair: string[]; place: DuplicatesPlace }) => {
  const { t } = useText();
  return pair.length === 2 ? (
    <Button size="small" variant="secondary" className="shrink-0 self-start" asChild>
      <Link to={mergePath(pair[0], pair[1], place)}>{t("duplicates.merge")}</Link>
    </Button>
  ) : (
    <Button size="small" variant="secondary" className="shrink-0 self-start" disabled>
      {t("duplicates.merge")}
    </Button>
  );
};
