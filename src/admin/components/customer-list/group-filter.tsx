import { useDebouncedSearch } from "@medusajs/dashboard/hooks";
import { Checkbox, Input, Label, Text } from "@medusajs/ui";
import { useId, useState } from "react";
import { useGroupNames, useGroupSearch, VALUES_PER_REQUEST } from "../../hooks/api/groups";
import { useRefusalText } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";

type Props = { chosen: string[]; onChange: (chosen: string[]) => void };

/** The choice of groups in a filter: those that are chosen, and those that a search finds. */
export const GroupFilter = ({ chosen, onChange }: Props) => {
  const { t, number } = useText();
  const refusalText = useRefusalText();
  const { searchValue, onSearchValueChange, query } = useDebouncedSearch();
  const names = useGroupNames(chosen);
  const { groups = [], count = 0, isFetching, error } = useGroupSearch(query);
  const isFull = chosen.length >= VALUES_PER_REQUEST;
  // A row keeps its place when it is ticked: the focus stays on it.
  const [first] = useState(chosen);
  const foundNames = new Map(groups.map(({ id, name }) => [id, name ?? id]));
  const ids = [...new Set([...first, ...foundNames.keys(), ...chosen])];
  const note = error
    ? refusalText(error)
    : isFull
      ? t("all.groups.full", { number: number(VALUES_PER_REQUEST) })
      : !isFetching && groups.length === 0
        ? t("all.groups.noneFound")
        : count > groups.length
          ? t("all.groups.more", { number: number(groups.length), total: number(count) })
          : undefined;
  return (
    <div className="w-60">
      <div className="border-b p-1">
        <Input
          size="small"
          type="search"
          aria-label={t("all.groups.search")}
          placeholder={t("all.groups.search")}
          value={searchValue}
          onChange={({ target }) => onSearchValueChange(target.value)}
        />
      </div>
      <ul aria-label={t("all.columns.groups")} className="max-h-[300px] overflow-y-auto p-1">
        {ids.map((id) => {
          const isChosen = chosen.includes(id);
          return (
            <GroupChoice
              key={id}
              name={foundNames.get(id) ?? names.get(id) ?? id}
              isChosen={isChosen}
              isDisabled={isFull && !isChosen}
              onChange={() => onChange(isChosen ? chosen.filter((other) => other !== id) : [...chosen, id])}
            />
          );
        })}
      </ul>
      {note && (
        <Text size="xsmall" className="text-ui-fg-subtle border-t px-3 py-2" role="status">
          {note}
        </Text>
      )}
    </div>
  );
};

type ChoiceProps = { name: string; isChosen?: boolean; isDisabled?: boolean; onChange: () => void };

const GroupChoice = ({ name, isChosen = false, isDisabled, onChange }: ChoiceProps) => {
  const id = useId();
  return (
    <li className="hover:bg-ui-bg-component-hover flex items-center gap-x-2 rounded-md px-2 py-1.5">
      <Checkbox id={id} checked={isChosen} disabled={isDisabled} onCheckedChange={onChange} />
      <Label htmlFor={id} size="small" className="min-w-0 break-words">
        {name}
      </Label>
    </li>
  );
};
