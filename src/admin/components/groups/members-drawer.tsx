import { Alert, Label, RadioGroup, Text, Textarea } from "@medusajs/ui";
import { useId, useState } from "react";
import { useText } from "../../hooks/use-text";
import { NO_FILTERS } from "../../lib/member-filters";
import { WORDS_AT_MOST } from "../../lib/server-facts";
import { ChangeDrawer } from "./change-drawer";
import type { MembersSide } from "./members-card";
import { MembersFilter } from "./members-filter";
import { useChange } from "./use-change";
import { type ChosenMembers, type MembersInput, useChosenMembers } from "./use-chosen-members";

/** Words that are listed when no customer has them. */
const UNKNOWN_SHOWN = 20;

type Props = { group: { id: string; name?: string | null }; side: MembersSide; onClose: () => void };

/** Adds customers to a group, or removes them: by emails and ids, or by filters, with their number before. */
export const MembersDrawer = ({ group, side, onClose }: Props) => {
  const { t, number } = useText();
  const [input, setInput] = useState<MembersInput>({ by: "words", words: "", filter: NO_FILTERS });
  const chosen = useChosenMembers(input, side === "remove" ? group.id : undefined);
  const { change, isPending, refusal } = useChange(side, onClose);
  const set = (changed: Partial<MembersInput>) => setInput({ ...input, ...changed });
  const { selection, count } = chosen;
  return (
    <ChangeDrawer
      title={t(`groups.${side}.action`)}
      text={t(`groups.${side}.text`, { group: group.name ?? group.id })}
      problem={refusal ?? chosen.error?.message}
      isPending={isPending}
      isDisabled={selection === null || chosen.isPending}
      submitText={
        selection === null || count === undefined
          ? t(`groups.${side}.submit`)
          : t(`groups.${side}.submitCount`, { count, number: `${number(count)}${chosen.isMore ? "+" : ""}` })
      }
      onSubmit={() => selection && change(group.id, selection)}
      onClose={onClose}
    >
      <By value={input.by} onChange={(by) => set({ by })} />
      {input.by === "words" ? (
        <Words value={input.words} onChange={(words) => set({ words })} />
      ) : (
        <MembersFilter values={input.filter} side={side} onChange={(filter) => set({ filter })} />
      )}
      <Preview chosen={chosen} side={side} />
    </ChangeDrawer>
  );
};

const By = ({ value, onChange }: { value: MembersInput["by"]; onChange: (value: MembersInput["by"]) => void }) => {
  const { t } = useText();
  return (
    <RadioGroup
      aria-label={t("groups.by.label")}
      value={value}
      // as: the values of the items.
      onValueChange={(by) => onChange(by as MembersInput["by"])}
      className="grid grid-cols-1 gap-3"
    >
      {(["words", "filter"] as const).map((by) => (
        <RadioGroup.ChoiceBox
          key={by}
          value={by}
          label={t(`groups.by.${by}.label`)}
          description={t(`groups.by.${by}.hint`)}
        />
      ))}
    </RadioGroup>
  );
};

const Words = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const { t } = useText();
  const id = useId();
  return (
    <div className="flex flex-col gap-y-2">
      <Label htmlFor={id} size="small" weight="plus">
        {t("groups.words.label")}
      </Label>
      <Textarea id={id} rows={8} value={value} onChange={(event) => onChange(event.target.value)} />
      <Text size="small" className="text-ui-fg-subtle">
        {t("groups.words.hint")}
      </Text>
    </div>
  );
};

function usePreviewText({ problem, lookup, isPending, count, isMore }: ChosenMembers, side: MembersSide): string {
  const { t, number } = useText();
  if (problem === "too_many") {
    return t("groups.preview.tooMany", { number: number(WORDS_AT_MOST) });
  }
  if (problem === "not_meant") {
    return t(`groups.${side}.notMeant`);
  }
  if (lookup) {
    return t("groups.preview.lookup", { done: number(lookup.done), total: number(lookup.total) });
  }
  return isPending || count === undefined
    ? t("groups.preview.counting")
    : t("groups.preview.count", { count, number: `${number(count)}${isMore ? "+" : ""}` });
}

/** How many customers it is, and what was not found. */
const Preview = ({ chosen, side }: { chosen: ChosenMembers; side: MembersSide }) => {
  const { t, number } = useText();
  const { unknown } = chosen;
  const text = usePreviewText(chosen, side);
  return (
    <div className="flex flex-col gap-y-3">
      <div className="shadow-elevation-card-rest bg-ui-bg-component rounded-lg px-4 py-3" role="status">
        <Text size="small" leading="compact" weight="plus">
          {text}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {t(`groups.${side}.note`)}
        </Text>
      </div>
      {unknown.length > 0 && (
        <Alert variant="warning">
          <Text size="small" leading="compact" weight="plus">
            {t("groups.preview.unknown", { count: unknown.length, number: number(unknown.length) })}
          </Text>
          <Text size="small" className="break-words">
            {unknown.slice(0, UNKNOWN_SHOWN).join(", ")}
            {unknown.length > UNKNOWN_SHOWN ? ", ..." : ""}
          </Text>
        </Alert>
      )}
    </div>
  );
};
