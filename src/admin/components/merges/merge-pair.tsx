import { ArrowPath } from "@medusajs/icons";
import { Button, Text } from "@medusajs/ui";
import { useText } from "../../hooks/use-text";
import { addressLineOf, mainAddressOf, nameOf, type ShownCustomer } from "../../lib/customers";
import { AccountBadge } from "../common/account-badge";

type Props = { survivor: ShownCustomer; merged: ShownCustomer; onSwap: () => void };

/** The customer who stays beside the one who goes, and the button that swaps them. */
export const MergePair = ({ survivor, merged, onSwap }: Props) => {
  const { t } = useText();
  return (
    <div className="flex flex-col gap-y-3">
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        <Side role={t("merges.survivor")} hint={t("merges.survivorHint")} customer={survivor} />
        <Side role={t("merges.merged")} hint={t("merges.mergedHint")} customer={merged} />
      </div>
      <Button type="button" size="small" variant="secondary" className="self-start" onClick={onSwap}>
        <ArrowPath />
        {t("merges.swap")}
      </Button>
    </div>
  );
};

const Side = ({ role, hint, customer }: { role: string; hint: string; customer: ShownCustomer }) => {
  const { t, date } = useText();
  const address = mainAddressOf(customer.addresses);
  return (
    <section
      aria-label={role}
      className="bg-ui-bg-component shadow-elevation-card-rest flex flex-col gap-y-3 rounded-lg px-4 py-3"
    >
      <div className="flex items-start justify-between gap-x-2">
        <div className="min-w-0">
          <Text size="xsmall" leading="compact" weight="plus" className="text-ui-fg-subtle">
            {role}
          </Text>
          <Text size="base" weight="plus" className="truncate">
            {nameOf(customer)}
          </Text>
        </div>
        <AccountBadge hasAccount={customer.has_account} />
      </div>
      <div>
        {[customer.email, customer.phone, address && addressLineOf(address)].filter(Boolean).map((line) => (
          <Text key={line} size="small" leading="compact" className="text-ui-fg-subtle break-words">
            {line}
          </Text>
        ))}
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {t("merges.since", { date: date(customer.created_at) })}
        </Text>
      </div>
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {hint}
      </Text>
    </section>
  );
};
