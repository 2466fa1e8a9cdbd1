import { Trash } from "@medusajs/icons";
import { StatusBadge, Text, usePrompt } from "@medusajs/ui";
import type { LoginJson } from "../../../types/http/accounts";
import { useLogins, useUnlinkLogin } from "../../hooks/api/logins";
import { usePermissions } from "../../hooks/use-permissions";
import { useReport } from "../../hooks/use-report";
import { useText } from "../../hooks/use-text";
import { PERMISSIONS } from "../../lib/permissions";
import { ActionButton } from "../common/action-button";
import { Card } from "../common/card";
import { CardState, CardText } from "../common/card-state";

type Props = { customer: { id: string; has_account: boolean } };

/** The logins of a registered customer. */
export const LoginsCard = ({ customer }: Props) => {
  const { t } = useText();
  const { logins, error, refetch } = useLogins(customer.id);
  if (!customer.has_account && !logins?.length) {
    return null;
  }
  return (
    <Card title={t("accounts.logins.title")}>
      {!logins && <CardState error={error} onRetry={refetch} />}
      {logins?.length === 0 && <CardText>{t("accounts.logins.none")}</CardText>}
      {logins?.map((login) => (
        <LoginRow key={login.id} customerId={customer.id} login={login} isLast={logins.length === 1} />
      ))}
    </Card>
  );
};

const KNOWN = ["emailpass", "google", "github"];

const LoginRow = ({ customerId, login, isLast }: { customerId: string; login: LoginJson; isLast: boolean }) => {
  const { t } = useText();
  const { can } = usePermissions();
  const unlink = useUnlink(customerId, login);
  const name = KNOWN.includes(login.provider) ? t(`accounts.logins.providers.${login.provider}`) : login.provider;
  const action = { label: t("accounts.logins.unlink"), icon: <Trash />, onClick: unlink };
  return (
    <div className="flex items-start justify-between gap-x-2 px-6 py-4">
      <div className="flex min-w-0 flex-col gap-y-1">
        <Text size="small" leading="compact" weight="plus">
          {name}
        </Text>
        <Text size="small" leading="compact" className="text-ui-fg-subtle break-words">
          {login.entity_id}
        </Text>
      </div>
      <div className="flex shrink-0 items-center gap-x-1">
        <StatusBadge color={login.email_verified ? "green" : "grey"} className="text-nowrap">
          {t(login.email_verified ? "accounts.logins.verified" : "accounts.logins.unverified")}
        </StatusBadge>
        {!isLast && can(PERMISSIONS.updateCustomers) && <ActionButton groups={[{ actions: [action] }]} />}
      </div>
    </div>
  );
};

function useUnlink(customerId: string, { id, entity_id }: LoginJson) {
  const { t } = useText();
  const prompt = usePrompt();
  const report = useReport();
  const { mutateAsync } = useUnlinkLogin(customerId);
  return async () => {
    const isMeant = await prompt({
      title: t("accounts.logins.prompt.title"),
      description: t("accounts.logins.prompt.text", { login: entity_id }),
      confirmText: t("accounts.logins.unlink"),
      cancelText: t("common.cancel"),
    });
    if (isMeant) {
      await report(() => mutateAsync(id), t("accounts.logins.unlinked"));
    }
  };
}
