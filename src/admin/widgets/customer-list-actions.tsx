import { defineWidgetConfig } from "@medusajs/admin-sdk";
import { ErrorBoundary } from "../components/common/error-boundary";
import { CustomerListActions } from "../components/customer-list/customer-list-actions";

const CustomerListActionsWidget = () => (
  <ErrorBoundary fallback={null}>
    <CustomerListActions />
  </ErrorBoundary>
);

// Medusa's build parses the source: literals only. Saved layouts identify the widget by its id.
export const config = defineWidgetConfig({
  zone: "customer.list",
  id: "medusa-plugin-customers:customer-list-actions",
});

export default CustomerListActionsWidget;
