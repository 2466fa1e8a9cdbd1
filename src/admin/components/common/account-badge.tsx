import { StatusBadge } from "@medusajs/ui";
import { useText } from "../../hooks/use-text";

/** Shows whether a customer is registered. */
export const AccountBadge = ({ hasAccount }: { hasAccount: boolean }) => {
  const { t } = useText();
  return (
    <StatusBadge color={hasAccount ? "green" : "orange"} className="text-nowrap">
      {t(hasAccount ? "customers.registered" : "customers.guest")}
    </StatusBadge>
  );
};
