import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types";
import { ErrorBoundary } from "../components/common/error-boundary";
import { LoginsCard } from "../components/logins/logins-card";

const CustomerLoginsWidget = ({ data }: DetailWidgetProps<AdminCustomer>) => (
  <ErrorBoundary fallback={null}>
    <LoginsCard key={data.id} customer={data} />
  </ErrorBoundary>
);

// Medusa's build parses the source: literals only. Saved layouts identify the widget by its id.
export const config = defineWidgetConfig({
  zone: "customer.details.side",
  id: "medusa-plugin-customers:customer-logins",
});

export default CustomerLoginsWidget;
