import { Button, StatusBadge, Text } from "@medusajs/ui";
import { useState } from "react";
import type { EmailChangeJson } from "../../../types/http/accounts";
import { useCancelEmailChange, useEmailChange } from "../../hooks/api/email-changes";
import { useReport } from "../../hooks/use-report";
import { useText } from "../../hooks/use-text";
import { PERMISSIONS } from "../../lib/permissions";
import { Card } from "../common/card";
import { CardState } from "../common/card-state";
import { Facts } from "../common/facts";
import { IfPermitted } from "../common/require-permissions";
import { EmailChangeDrawer } from "./email-change-drawer";

type Props = { customer: { id: string; email: string | null; has_account: boolean } };

/** The change of a registered customer's email: the pending one, or the way to request one. */
export const EmailChangeCard = ({ customer }: Props) => {
  const { t } = useText();
  const { change, error, refetch } = useEmailChange(customer.id, customer.has_account);
  if (!customer.has_account) {
    return null;
  }
  return (
    <Card
      title={t("accounts.email.title")}
      actions={
        change && (
          <StatusBadge color="blue" className="text-nowrap">
            {t("accounts.email.pending")}
          </StatusBadge>
        )
      }
    >
      {change === undefined ? (
        <CardState error={error} onRetry={refetch} />
      ) : change ? (
        <Pending customerId={customer.id} change={change} />
      ) : (
        <Request customer={customer} />
      )}
    </Card>
  );
};

const Pending = ({ customerId, change }: { customerId: string; change: EmailChangeJson }) => {
  const { t, dateTime } = useText();
  const report = useReport();
  const { mutateAsync, isPending } = useCancelEmailChange(customerId);
  const cancel = () => report(() => mutateAsync(), t("accounts.email.cancelled"));
  return (
    <div className="flex flex-col items-start gap-y-3 px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle">
        {t(`accounts.email.awaiting.${change.awaiting}`)}
      </Text>
      <Facts
        facts={[
          { name: t("accounts.email.new"), value: change.email },
          { name: t("accounts.email.by"), value: t(`accounts.email.requestedBy.${change.requested_by}`) },
          { name: t("accounts.email.until"), value: dateTime(change.expires_at) },
        ]}
      />
      <IfPermitted all={PERMISSIONS.updateCustomers}>
        <Button size="small" variant="secondary" onClick={cancel} isLoading={isPending}>
          {t("accounts.email.cancel")}
        </Button>
      </IfPermitted>
    </div>
  );
};

const Request = ({ customer }: Props) => {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex flex-col items-start gap-y-3 px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle">
        {t("accounts.email.none")}
      </Text>
      <IfPermitted all={PERMISSIONS.updateCustomers}>
        <Button size="small" variant="secondary" onClick={() => setOpen(true)}>
          {t("accounts.email.change")}
        </Button>
        <EmailChangeDrawer customer={customer} isOpen={isOpen} onOpenChange={setOpen} />
      </IfPermitted>
    </div>
  );
};
