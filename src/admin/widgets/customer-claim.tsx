import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types";
import { ClaimCard } from "../components/claims/claim-card";
import { ErrorBoundary } from "../components/common/error-boundary";

const CustomerClaimWidget = ({ data }: DetailWidgetProps<AdminCustomer>) => (
  <ErrorBoundary fallback={null}>
    <ClaimCard key={data.id} customer={data} />
  </ErrorBoundary>
);

// Medusa's build parses the source: literals only. Saved layouts identify the widget by its id.
export const config = defineWidgetConfig({
  zone: "customer.details.side",
  id: "medusa-plugin-customers:customer-claim",
});

export default CustomerClaimWidget;
