import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminCustomerGroup, DetailWidgetProps } from "@medusajs/framework/types";
import { ErrorBoundary } from "../components/common/error-boundary";
import { ChangesCard } from "../components/groups/changes-card";
import { MembersCard } from "../components/groups/members-card";

const CustomerGroupMembersWidget = ({ data }: DetailWidgetProps<AdminCustomerGroup>) => (
  <ErrorBoundary fallback={null}>
    <MembersCard key={data.id} group={data} />
    <ChangesCard key={`${data.id} changes`} groupId={data.id} />
  </ErrorBoundary>
);

// Medusa's build parses the source: literals only. Saved layouts identify the widget by its id.
export const config = defineWidgetConfig({
  zone: "customer_group.details",
  id: "medusa-plugin-customers:customer-group-members",
});

export default CustomerGroupMembersWidget;
