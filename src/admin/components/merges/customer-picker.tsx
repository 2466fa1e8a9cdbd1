import { useDebouncedSearch } from "@medusajs/dashboard/hooks";
import { Input, Label, Text } from "@medusajs/ui";
import { useId } from "react";
import { useCustomerSearch, useCustomersById } from "../../hooks/api/customers";
import { useDuplicatesOf } from "../../hooks/api/duplicates";
import { useRefusalText } from "../../hooks/use-refusal";
import { useText } from "../../hooks/use-text";
import { nameOf, type ShownCustomer } from "../../lib/customers";
import { AccountBadge } from "../common/account-badge";

const SHOWN = 10;

type Props = { id: string; onChoose: (id: string) => void };

/** Finds the customer to merge with. At first it offers the possible duplicates. */
export const CustomerPicker = ({ id, onChoose }: Props) => {
  const { t } = useText();
  const inputId = useId();
  const { searchValue, onSearchValueChange, query } = useDebouncedSearch();
  return (
    <div className="flex flex-col gap-y-6">
      <div className="flex flex-col gap-y-2">
        <Label htmlFor={inputId} size="small" weight="plus">
          {t("merges.pick.label")}
        </Label>
        <Input
          id={inputId}
          type="text"
          autoFocus
          autoComplete="off"
          placeholder={t("merges.pick.placeholder")}
          value={searchValue}
          onChange={(event) => onSearchValueChange(event.target.value)}
        />
      </div>
      {query ? <Found q={query} id={id} onChoose={onChoose} /> : <Offered id={id} onChoose={onChoose} />}
    </div>
  );
};

const Found = ({ q, id, onChoose }: Props & { q: string }) => {
  const { t } = useText();
  const refusalText = useRefusalText();
  const { customers, isError, error } = useCustomerSearch(q, SHOWN + 1);
  const others = customers?.filter((one) => one.id !== id).slice(0, SHOWN);
  if (isError) {
    return <Note role="alert">{refusalText(error)}</Note>;
  }
  if (!others) {
    return <Note role="status">{t("common.loading")}</Note>;
  }
  return others.length === 0 ? (
    <Note role="status">{t("merges.pick.none")}</Note>
  ) : (
    <Choices label={t("merges.pick.found")} customers={others} onChoose={onChoose} />
  );
};

const Offered = ({ id, onChoose }: Props) => {
  const { t } = useText();
  const { duplicates = [] } = useDuplicatesOf(id);
  const ids = [...new Set(duplicates.flatMap(({ customers }) => customers.map((one) => one.id)))];
  const { byId } = useCustomersById(ids.filter((one) => one !== id).slice(0, SHOWN));
  return byId.size === 0 ? null : (
    <Choices label={t("merges.pick.offered")} customers={[...byId.values()]} onChoose={onChoose} />
  );
};

type ChoicesProps = { label: string; customers: ShownCustomer[]; onChoose: (id: string) => void };

const Choices = ({ label, customers, onChoose }: ChoicesProps) => {
  const id = useId();
  return (
    <div className="flex flex-col gap-y-2">
      <Text id={id} size="small" leading="compact" weight="plus">
        {label}
      </Text>
      <ul aria-labelledby={id} className="flex flex-col gap-y-2">
        {customers.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              onClick={() => onChoose(one.id)}
              className="bg-ui-bg-component hover:bg-ui-bg-component-hover shadow-elevation-card-rest focus-visible:shadow-borders-focus flex w-full items-center justify-between gap-x-4 rounded-lg px-4 py-3 text-start outline-none"
            >
              <span className="flex min-w-0 flex-col">
                <Text as="span" size="small" leading="compact" weight="plus" className="truncate">
                  {nameOf(one)}
                </Text>
                <Text as="span" size="small" leading="compact" className="text-ui-fg-subtle truncate">
                  {[one.email, one.phone].filter(Boolean).join(" · ")}
                </Text>
              </span>
              <AccountBadge hasAccount={one.has_account} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

const Note = ({ role, children }: { role: "status" | "alert"; children: string }) => (
  <Text size="small" className="text-ui-fg-subtle" role={role}>
    {children}
  </Text>
);
