import { Text } from "@medusajs/ui";
import type { AdminMergePreview, MergePlanJson } from "../../../types/http/merges";
import { useText } from "../../hooks/use-text";
import { StatCard } from "../common/stat-card";

type Props = { plan: MergePlanJson; moves: AdminMergePreview["moves"] };

/** What comes to the survivor from the merged customer, in numbers. */
export const MergeMoves = ({ plan, moves }: Props) => {
  const { t, number } = useText();
  const stat = (name: string, value: number) => ({ label: t(`merges.moves.${name}`), value: number(value) });
  const same = plan.addresses.not_moved.length;
  return (
    <div className="flex flex-col gap-y-2">
      <StatCard
        stats={[
          stat("orders", moves.orders),
          stat("addresses", plan.addresses.moved.length),
          stat("groups", plan.groups.joined.length),
          stat("carts", moves.carts),
          stat("logins", moves.auth_identity_ids.length),
          stat("payment_accounts", moves.account_holder_ids.length),
          ...(moves.order_transfers > 0 ? [stat("order_transfers", moves.order_transfers)] : []),
        ]}
      />
      {same > 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("merges.moves.sameAddresses", { count: same, number: number(same) })}
        </Text>
      )}
      {plan.customer.has_account && plan.fields.email === "merged" && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("merges.moves.loginStays")}
        </Text>
      )}
    </div>
  );
};
