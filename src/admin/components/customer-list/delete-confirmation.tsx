import { Checkbox, Input, Label, Text } from "@medusajs/ui";
import { useId, useState } from "react";
import { useText } from "../../hooks/use-text";
import { isNumberTyped, isTyped } from "../../lib/deletion";

type Props = { count: number; countText: string; onChange: (isSure: boolean) => void };

/** Asks whether the customers are to be deleted: a box to tick, and for many of them their number to type. */
export const DeleteConfirmation = ({ count, countText, onChange }: Props) => {
  const { t } = useText();
  const id = useId();
  const [isTicked, setTicked] = useState(false);
  const [typed, setTyped] = useState("");
  const change = (ticked: boolean, text: string) => {
    setTicked(ticked);
    setTyped(text);
    onChange(ticked && (!isTyped(count) || isNumberTyped(text, count)));
  };
  return (
    <>
      <Text size="small">{t("all.delete.text")}</Text>
      <div className="flex items-center gap-x-2">
        <Checkbox id={id} checked={isTicked} onCheckedChange={(checked) => change(checked === true, typed)} />
        <Label htmlFor={id} size="small">
          {t("all.delete.sure")}
        </Label>
      </div>
      {isTyped(count) && (
        <div className="flex flex-col gap-y-2">
          <Label htmlFor={`${id}-number`} size="small" weight="plus">
            {t("all.delete.type", { number: countText })}
          </Label>
          <Input
            id={`${id}-number`}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={({ target }) => change(isTicked, target.value)}
          />
        </div>
      )}
    </>
  );
};
