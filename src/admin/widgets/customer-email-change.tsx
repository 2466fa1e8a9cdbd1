import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types";
import { ErrorBoundary } from "../components/common/error-boundary";
import { EmailChangeCard } from "../components/email-changes/email-change-card";

const CustomerEmailChangeWidget = ({ data }: DetailWidgetProps<AdminCustomer>) => (
  <ErrorBoundary fallback={null}>
    <EmailChangeCard key={data.id} customer={data} />
  </ErrorBoundary>
);

// Medusa's build parses the source: literals only. Saved layouts identify the widget by its id.
export const config = defineWidgetConfig({
  zone: "customer.details.side",
  id: "medusa-plugin-customers:customer-email-change",
});

export default CustomerEmailChangeWidget;
