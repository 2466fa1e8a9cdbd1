import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types";
import { ErrorBoundary } from "../components/common/error-boundary";
import { DuplicatesCard } from "../components/duplicates/duplicates-card";

const CustomerDuplicatesWidget = ({ data }: DetailWidgetProps<AdminCustomer>) => (
  <ErrorBoundary fallback={null}>
    <DuplicatesCard key={data.id} customer={data} />
  </ErrorBoundary>
);

// Medusa's build parses the source: literals only. Saved layouts identify the widget by its id.
export const config = defineWidgetConfig({
  zone: "customer.details.side",
  id: "medusa-plugin-customers:customer-duplicates",
});

export default CustomerDuplicatesWidget;
