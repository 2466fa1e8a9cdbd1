import { clx, Label, RadioGroup, Text } from "@medusajs/ui";
import { useId } from "react";
import type { MergeChoice, MergePlanJson } from "../../../types/http/merges";
import { useText } from "../../hooks/use-text";
import type { ShownCustomer } from "../../lib/customers";
import { chosenSide, MERGE_FIELDS, type MergeDecisions, metadataConflicts } from "./merge-choices";

type Props = {
  plan: MergePlanJson;
  survivor: ShownCustomer;
  merged: ShownCustomer;
  decided: MergeDecisions["fields"];
  onChoose: (field: MergeChoice, customerId: string) => void;
};

/** Every field with both values. Where they differ, the user chooses one. */
export const MergeFields = ({ plan, survivor, merged, decided, onChoose }: Props) => {
  const { t } = useText();
  const conflicts = metadataConflicts(survivor, merged);
  const text = (customer: ShownCustomer, field: MergeChoice) =>
    field === "metadata"
      ? conflicts.map((key) => `${key}: ${JSON.stringify(customer.metadata?.[key])}`).join(", ")
      : (customer[field] ?? "");
  const fields: MergeChoice[] = conflicts.length > 0 ? [...MERGE_FIELDS, "metadata"] : [...MERGE_FIELDS];
  return (
    <div className="divide-ui-border-base shadow-elevation-card-rest bg-ui-bg-component flex flex-col divide-y rounded-lg">
      {fields.map((field) => (
        <FieldRow
          key={field}
          label={t(`merges.fields.${field}`)}
          chosen={chosenSide(plan, field, decided)}
          values={[survivor, merged].map((customer) => ({ id: customer.id, text: text(customer, field) }))}
          onChoose={(id) => onChoose(field, id)}
        />
      ))}
    </div>
  );
};

type RowProps = {
  label: string;
  chosen: string;
  values: { id: string; text: string }[];
  onChoose: (id: string) => void;
};

const FieldRow = ({ label, chosen, values, onChoose }: RowProps) => {
  const id = useId();
  const differ = values[0].text !== values[1].text;
  return (
    <div className="grid grid-cols-1 gap-2 px-4 py-3 md:grid-cols-3 md:items-center md:gap-4">
      <Text id={id} size="small" leading="compact" weight="plus">
        {label}
      </Text>
      {differ ? (
        <RadioGroup
          aria-labelledby={id}
          value={chosen}
          onValueChange={onChoose}
          className="grid grid-cols-1 gap-2 md:col-span-2 md:grid-cols-2 md:gap-4"
        >
          {values.map((value) => (
            <Choice key={value.id} value={value} isChosen={value.id === chosen} />
          ))}
        </RadioGroup>
      ) : (
        <Text size="small" leading="compact" className="text-ui-fg-subtle break-words md:col-span-2">
          {values[0].text || "-"}
        </Text>
      )}
    </div>
  );
};

const Choice = ({ value, isChosen }: { value: { id: string; text: string }; isChosen: boolean }) => {
  const { t } = useText();
  const id = useId();
  return (
    <div className="flex min-w-0 items-center gap-x-2">
      <RadioGroup.Item id={id} value={value.id} />
      <Label
        htmlFor={id}
        size="small"
        className={clx("min-w-0 break-words", isChosen ? "text-ui-fg-base" : "text-ui-fg-subtle")}
      >
        {value.text || t("merges.empty")}
      </Label>
    </div>
  );
};
