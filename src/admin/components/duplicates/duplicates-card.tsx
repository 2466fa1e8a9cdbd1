import { Badge, Button, Text } from "@medusajs/ui";
import { useState } from "react";
import { Link } from "react-router-dom";
import { useCustomersById } from "../../hooks/api/customers";
import { useDuplicatesOf } from "../../hooks/api/duplicates";
import { useText } from "../../hooks/use-text";
import { nameOf, type ShownCustomer } from "../../lib/customers";
import { PERMISSIONS } from "../../lib/permissions";
import { Card } from "../common/card";
import { CardState, CardText } from "../common/card-state";
import { IfPermitted } from "../common/require-permissions";
import { MergedInto } from "../merges/merged-into";
import { mergePath, othersOf, reasonTextOf } from "./reason";

/** Others that the card shows at first, and more of them with each click. */
const SHOWN = 5;
const MORE = 20;

/** Customers who may be this one, and those who were merged into it. */
export const DuplicatesCard = ({ customer }: { customer: { id: string } }) => {
  const { t, number } = useText();
  const [limit, setLimit] = useState(SHOWN);
  const { duplicates, error, refetch } = useDuplicatesOf(customer.id);
  const others = othersOf(customer.id, duplicates ?? []);
  const shown = others.slice(0, limit);
  const { byId } = useCustomersById(shown.map(({ id }) => id));
  return (
    <Card
      title={t("duplicates.title")}
      actions={
        <IfPermitted all={PERMISSIONS.mergeCustomers}>
          <Button size="small" variant="secondary" asChild>
            <Link to={`/customers/${encodeURIComponent(customer.id)}/merge`}>{t("duplicates.card.mergeWith")}</Link>
          </Button>
        </IfPermitted>
      }
    >
      {!duplicates && <CardState error={error} onRetry={refetch} />}
      {duplicates && others.length === 0 && <CardText>{t("duplicates.card.none")}</CardText>}
      {shown.map((one) => (
        <Duplicate key={one.id} of={customer.id} duplicate={one} record={byId.get(one.id)} />
      ))}
      {others.length > limit && (
        <div className="px-6 py-4">
          <Button size="small" variant="transparent" onClick={() => setLimit(limit + MORE)}>
            {t("duplicates.others", { count: others.length - limit, number: number(others.length - limit) })}
          </Button>
        </div>
      )}
      <MergedInto id={customer.id} />
    </Card>
  );
};

type DuplicateProps = { of: string; duplicate: ReturnType<typeof othersOf>[number]; record: ShownCustomer | undefined };

/** One other: the name, the email, the reasons, and the way to the merge. */
const Duplicate = ({ of, duplicate, record }: DuplicateProps) => {
  const { t } = useText();
  return (
    <div className="flex items-start justify-between gap-x-4 px-6 py-4">
      <div className="flex min-w-0 flex-col items-start gap-y-1">
        <Link
          to={`/customers/${duplicate.id}`}
          className="txt-compact-small-plus text-ui-fg-base hover:text-ui-fg-interactive focus-visible:shadow-borders-focus max-w-full truncate rounded outline-none"
        >
          {record ? nameOf(record) : (duplicate.email ?? duplicate.id)}
        </Link>
        {record?.email && (
          <Text size="small" leading="compact" className="text-ui-fg-subtle max-w-full break-words">
            {record.email}
          </Text>
        )}
        <div className="flex flex-wrap gap-1">
          {duplicate.groups.map((group) => (
            <Badge key={`${group.reason} ${group.score}`} size="2xsmall">
              {t(`duplicates.reasons.${reasonTextOf(group)}.title`)}
            </Badge>
          ))}
        </div>
      </div>
      <IfPermitted all={PERMISSIONS.mergeCustomers}>
        <Button size="small" variant="transparent" className="shrink-0" asChild>
          <Link to={mergePath(of, duplicate.id)}>{t("duplicates.merge")}</Link>
        </Button>
      </IfPermitted>
    </div>
  );
};
