import { defineWidgetConfig } from "@medusajs/admin-sdk";
import { ErrorBoundary } from "../components/common/error-boundary";
import { CustomerListActions } from "../components/customers/customer-list-actions";

const CustomerListActionsWidget = () => (
  <ErrorBoundary fallback={null}>
    <CustomerListActions />
  </ErrorBoundary>
);

// Read by Medusa's build as it is written: literals only. Saved layouts name the widget by its id.
export const config = defineWidgetConfig({
  zone: "customer.list",
  id: "medusa-plugin-customers:customer-list-actions",
});

export default CustomerListActionsWidget;
