import { Skeleton } from "@medusajs/ui";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import type { AdminDuplicate } from "../../../types/http/customers";
import { useText } from "../../hooks/use-text";
import type { RecordState } from "../../lib/arriving-parts";
import { addressLineOf, fullNameOf, mainAddressOf, nameOf, type ShownCustomer } from "../../lib/customers";
import { AccountBadge } from "../common/account-badge";
import { Facts } from "../common/facts";

type Candidate = AdminDuplicate["customers"][number];

/** One customer of a group, to compare with the others. `record` comes later than the group. */
export const DuplicateCustomer = ({
  candidate,
  record,
  state,
  children,
}: {
  candidate: Candidate;
  record: ShownCustomer | undefined;
  state: RecordState;
  children?: ReactNode;
}) => {
  const { t, date } = useText();
  const fact = (name: string, value: ReactNode) => ({ name: t(`customers.fields.${name}`), value });
  // Values that are not loaded are no empty values.
  const ofRecord = (name: string, value: ReactNode) =>
    record
      ? [fact(name, value)]
      : state === "loading"
        ? [fact(name, <Skeleton className="h-4 w-24" aria-label={t("common.loading")} />)]
        : [];
  const address = mainAddressOf(record?.addresses);
  const name = record ? nameOf(record) : (candidate.email ?? candidate.id);
  return (
    <li className="bg-ui-bg-component shadow-elevation-card-rest flex flex-col gap-y-3 rounded-lg px-4 py-3">
      <div className="flex items-start justify-between gap-x-2">
        <div className="flex min-w-0 items-center gap-x-2">
          {children}
          <Link
            to={`/customers/${candidate.id}`}
            className="txt-compact-small-plus text-ui-fg-base hover:text-ui-fg-interactive underline decoration-dotted underline-offset-2 focus-visible:shadow-borders-focus min-w-0 truncate rounded outline-none"
          >
            {name}
          </Link>
        </div>
        <AccountBadge hasAccount={candidate.has_account} />
      </div>
      <Facts
        facts={[
          fact("email", candidate.email),
          ...ofRecord("name", record && fullNameOf(record)),
          ...ofRecord("company", record?.company_name),
          ...ofRecord("phone", record?.phone),
          ...ofRecord("address", address && addressLineOf(address)),
          fact("created_at", date(candidate.created_at)),
        ]}
      />
    </li>
  );
};
