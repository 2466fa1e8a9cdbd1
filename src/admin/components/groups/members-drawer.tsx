import { Alert, Button, Drawer, Heading, Label, RadioGroup, Text, Textarea, toast } from "@medusajs/ui";
import { useId, useState } from "react";
import { useChangeMembers } from "../../hooks/api/groups";
import { useText } from "../../hooks/use-text";
import { NO_FILTERS } from "../../lib/member-filters";
import type { MembersSide } from "./members-card";
import { MembersFilter } from "./members-filter";
import { type ChosenMembers, type MembersInput, useChosenMembers, WORDS_AT_MOST } from "./use-chosen-members";

/** Words that are listed when no customer has them. */
const UNKNOWN_SHOWN = 20;

type Props = { group: { id: string; name?: string | null }; side: MembersSide; onClose: () => void };

/** Adds customers to a group, or removes them: by emails and ids, or by filters, with their number before. */
export const MembersDrawer = ({ group, side, onClose }: Props) => {
  const { t, number } = useText();
  const [input, setInput] = useState<MembersInput>({ by: "words", words: "", filter: NO_FILTERS });
  const chosen = useChosenMembers(input, side === "remove" ? group.id : undefined);
  const { change, isPending, refusal } = useChange(group.id, side, onClose);
  const set = (changed: Partial<MembersInput>) => setInput({ ...input, ...changed });
  const problem = refusal ?? chosen.error?.message;
  return (
    // While the request runs it stays open: its refusal is shown here.
    <Drawer open onOpenChange={(isOpen) => !isOpen && !isPending && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading>{t(`groups.${side}.action`)}</Heading>
          </Drawer.Title>
          <Drawer.Description className="text-ui-fg-subtle">
            {t(`groups.${side}.text`, { group: group.name ?? group.id })}
          </Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
          {problem && (
            <Alert variant="error" role="alert">
              {problem}
            </Alert>
          )}
          <By value={input.by} onChange={(by) => set({ by })} />
          {input.by === "words" ? (
            <Words value={input.words} onChange={(words) => set({ words })} />
          ) : (
            <MembersFilter values={input.filter} side={side} onChange={(filter) => set({ filter })} />
          )}
          <Preview chosen={chosen} side={side} />
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary" disabled={isPending}>
              {t("common.cancel")}
            </Button>
          </Drawer.Close>
          <Button
            size="small"
            isLoading={isPending}
            disabled={chosen.selection === null || chosen.isPending}
            onClick={() => chosen.selection && change(chosen.selection)}
          >
            {chosen.selection === null || chosen.count === undefined
              ? t(`groups.${side}.submit`)
              : t(`groups.${side}.submitCount`, {
                  count: chosen.count,
                  number: `${number(chosen.count)}${chosen.isMore ? "+" : ""}`,
                })}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  );
};

function useChange(groupId: string, side: MembersSide, onDone: () => void) {
  const { t, number } = useText();
  const { mutateAsync, isPending } = useChangeMembers();
  const [refusal, setRefusal] = useState<string>();
  const change = async (selection: NonNullable<ChosenMembers["selection"]>) => {
    setRefusal(undefined);
    try {
      const answer = await mutateAsync({ groupId, body: { [side]: selection } });
      const count = side === "add" ? answer.added : answer.removed;
      toast.success(t(`all.group.${side}.done`, { count, number: number(count) }));
      onDone();
    } catch (error) {
      setRefusal((error instanceof Error && error.message) || t("common.error.unreachable"));
    }
  };
  return { change, isPending, refusal };
}

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
