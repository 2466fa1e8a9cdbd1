import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types";
import { ErrorBoundary } from "../components/common/error-boundary";
import { InvitationCard } from "../components/invitations/invitation-card";

const CustomerInvitationWidget = ({ data }: DetailWidgetProps<AdminCustomer>) => (
  <ErrorBoundary fallback={null}>
    <InvitationCard key={data.id} customer={data} />
  </ErrorBoundary>
);

// Medusa's build parses the source: literals only. Saved layouts identify the widget by its id.
export const config = defineWidgetConfig({
  zone: "customer.details.side",
  id: "medusa-plugin-customers:customer-invitation",
});

export default CustomerInvitationWidget;
