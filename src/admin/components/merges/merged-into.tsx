import { Text } from "@medusajs/ui";
import type { AdminMergedCustomer } from "../../../types/http/merges";
import { useMergesInto } from "../../hooks/api/merges";
import { useText } from "../../hooks/use-text";
import { nameOf } from "../../lib/customers";
import { MoreButton } from "../common/more-button";

const PAGES = { first: 5, more: 20 };

/** Who was merged into a customer, the last one first. Not there without any. */
export const MergedInto = ({ id }: { id: string }) => {
  const { t, number } = useText();
  const { merges = [], count = 0, ...list } = useMergesInto(id, PAGES);
  const more = Math.min(count - merges.length, PAGES.more);
  if (merges.length === 0) {
    return null;
  }
  return (
    <div className="flex flex-col items-start gap-y-3 px-6 py-4">
      <Text size="small" leading="compact" weight="plus">
        {t("merges.into.title")}
      </Text>
      <ul className="flex w-full flex-col gap-y-3">
        {merges.map((merge) => (
          <MergedCustomer key={merge.id} merge={merge} />
        ))}
      </ul>
      <MoreButton list={list} text={t("merges.into.more", { count: more, number: number(more) })} />
    </div>
  );
};

const MergedCustomer = ({ merge: { kind, created_at, customer } }: { merge: AdminMergedCustomer }) => {
  const { t, date } = useText();
  return (
    <li className="flex flex-col">
      <Text size="small" leading="compact" className="break-words">
        {customer ? nameOf(customer) : t("merges.into.unknown")}
      </Text>
      {customer?.email && customer.email !== nameOf(customer) && (
        <Text size="small" leading="compact" className="text-ui-fg-subtle break-words">
          {customer.email}
        </Text>
      )}
      <Text size="xsmall" leading="compact" className="text-ui-fg-subtle">
        {t(`merges.into.${kind}`, { date: date(created_at) })}
      </Text>
    </li>
  );
};
