import { Button, StatusBadge, Text, usePrompt } from "@medusajs/ui";
import type { AdminInvitation, InvitationState } from "../../../types/http/accounts";
import { useCancelInvitation, useInvitation, useInvite } from "../../hooks/api/invitations";
import { useLogins } from "../../hooks/api/logins";
import { useReport } from "../../hooks/use-report";
import { useText } from "../../hooks/use-text";
import { PERMISSIONS } from "../../lib/permissions";
import { OPEN_INVITATION_STATES } from "../../lib/server-facts";
import { Card } from "../common/card";
import { CardState } from "../common/card-state";
import { IfPermitted } from "../common/require-permissions";

const COLORS = {
  held: "grey",
  waiting: "blue",
  announced: "orange",
  sent: "blue",
  accepted: "green",
  expired: "red",
  cancelled: "grey",
} as const satisfies Record<InvitationState, string>;

type Props = { customer: { id: string; email: string | null; has_account: boolean } };

/** The invitation of a customer who cannot log in yet, to set a password. */
export const InvitationCard = ({ customer }: Props) => {
  const { t } = useText();
  const { logins } = useLogins(customer.id);
  const { invitation, error, refetch } = useInvitation(customer.id);
  if (!logins || logins.length > 0 || !customer.email) {
    return null;
  }
  return (
    <Card
      title={t("accounts.invitation.title")}
      actions={
        invitation && (
          <StatusBadge color={COLORS[invitation.state]} className="text-nowrap">
            {t(`accounts.invitation.state.${invitation.state}`)}
          </StatusBadge>
        )
      }
    >
      {invitation === undefined ? (
        <CardState error={error} onRetry={refetch} />
      ) : (
        <div className="flex flex-col items-start gap-y-3 px-6 py-4">
          <Meaning invitation={invitation} isGuest={!customer.has_account} />
          <IfPermitted all={PERMISSIONS.updateCustomers}>
            <Actions id={customer.id} invitation={invitation} />
          </IfPermitted>
        </div>
      )}
    </Card>
  );
};

const Meaning = ({ invitation, isGuest }: { invitation: AdminInvitation | null; isGuest: boolean }) => {
  const { t, dateTime } = useText();
  const none = isGuest ? "accounts.invitation.guest" : "accounts.invitation.none";
  return (
    <div className="flex flex-col gap-y-1">
      <Text size="small" className="text-ui-fg-subtle">
        {t(invitation ? `accounts.invitation.meaning.${invitation.state}` : none)}
      </Text>
      {invitation?.email && invitation.expires_at && OPEN_INVITATION_STATES.includes(invitation.state) && (
        <Text size="small" className="text-ui-fg-subtle break-words">
          {t("accounts.invitation.until", { email: invitation.email, date: dateTime(invitation.expires_at) })}
        </Text>
      )}
    </div>
  );
};

const Actions = ({ id, invitation }: { id: string; invitation: AdminInvitation | null }) => {
  const { t } = useText();
  const report = useReport();
  const invite = useInvite(id);
  const cancel = useCancel(id);
  const state = invitation?.state;
  const isAgain = state === "announced" || state === "sent";
  const send = () => report(() => invite.mutateAsync(), t("accounts.invitation.invited"));
  return (
    <div className="flex flex-wrap gap-2">
      {state !== "waiting" && (
        <Button size="small" variant="secondary" onClick={send} isLoading={invite.isPending}>
          {t(isAgain ? "accounts.invitation.again" : "accounts.invitation.send")}
        </Button>
      )}
      {state && OPEN_INVITATION_STATES.includes(state) && (
        <Button size="small" variant="transparent" onClick={cancel.ask} isLoading={cancel.isPending}>
          {t("accounts.invitation.cancel")}
        </Button>
      )}
    </div>
  );
};

function useCancel(id: string) {
  const { t } = useText();
  const prompt = usePrompt();
  const report = useReport();
  const { mutateAsync, isPending } = useCancelInvitation(id);
  const ask = async () => {
    const isMeant = await prompt({
      title: t("accounts.invitation.prompt.title"),
      description: t("accounts.invitation.prompt.text"),
      confirmText: t("accounts.invitation.cancel"),
      cancelText: t("common.back"),
    });
    if (isMeant) {
      await report(() => mutateAsync(), t("accounts.invitation.cancelled"));
    }
  };
  return { ask, isPending };
}
