import { Button, Text, toast, usePrompt } from "@medusajs/ui";
import { Link } from "react-router-dom";
import { useClaim, useGuestToClaim } from "../../hooks/api/claims";
import { useLogins } from "../../hooks/api/logins";
import { useReport } from "../../hooks/use-report";
import { useText } from "../../hooks/use-text";
import { nameOf } from "../../lib/customers";
import { PERMISSIONS } from "../../lib/permissions";
import { Card } from "../common/card";
import { IfPermitted } from "../common/require-permissions";

type Props = { customer: { id: string; email: string | null; has_account: boolean } };

/** The guest with the email of this registered customer, to be claimed. Not there without such a guest. */
export const ClaimCard = ({ customer }: Props) => {
  const { t, date } = useText();
  const { claim } = useGuestToClaim(customer.id, customer.has_account && customer.email !== null);
  const { ask, isReady, isPending } = useAskToClaim(customer.id);
  const guest = claim?.guest;
  if (!guest) {
    return null;
  }
  const isOff = claim.mode === "off";
  return (
    <Card title={t("accounts.claim.title")}>
      <div className="flex flex-col items-start gap-y-3 px-6 py-4">
        <Text size="small" className="text-ui-fg-subtle">
          {t(isOff ? "accounts.claim.offText" : "accounts.claim.text")}
        </Text>
        <Text size="small" leading="compact">
          <Link
            to={`/customers/${guest.id}`}
            className="text-ui-fg-base hover:text-ui-fg-interactive underline decoration-dotted underline-offset-2 focus-visible:shadow-borders-focus rounded outline-none"
          >
            {nameOf(guest)}
          </Link>{" "}
          <span className="text-ui-fg-subtle">{t("accounts.claim.since", { date: date(guest.created_at) })}</span>
        </Text>
        <IfPermitted all={PERMISSIONS.mergeCustomers}>
          {isOff ? (
            <Button size="small" variant="secondary" asChild>
              <Link to={`/customers/${customer.id}/merge?with=${guest.id}`}>{t("accounts.claim.merge")}</Link>
            </Button>
          ) : (
            <Button size="small" variant="secondary" onClick={ask} isLoading={isPending} disabled={!isReady}>
              {t("accounts.claim.action")}
            </Button>
          )}
        </IfPermitted>
      </div>
    </Card>
  );
};

/** Asks before the claim. If no login has verified the email, the admin vouches for it; not before the logins are known. */
function useAskToClaim(id: string) {
  const { t } = useText();
  const prompt = usePrompt();
  const report = useReport();
  const { logins } = useLogins(id);
  const { mutateAsync, isPending } = useClaim(id);
  const isVerified = logins?.some((login) => login.email_verified) ?? false;
  const ask = async () => {
    const isMeant = await prompt({
      title: t("accounts.claim.prompt.title"),
      description: t(isVerified ? "accounts.claim.prompt.text" : "accounts.claim.prompt.unverifiedText"),
      confirmText: t("accounts.claim.action"),
      cancelText: t("common.cancel"),
      variant: isVerified ? "confirmation" : "danger",
    });
    if (isMeant) {
      await report(async () => {
        const { guest_id } = await mutateAsync({ skip_proof: !isVerified });
        return guest_id === null ? toast.info(t("accounts.claim.gone")) : toast.success(t("accounts.claim.done"));
      });
    }
  };
  return { ask, isReady: logins !== undefined, isPending };
}
