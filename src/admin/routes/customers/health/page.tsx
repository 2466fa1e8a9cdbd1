import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Crumb } from "../../../components/common/crumb";
import { RequirePermissions } from "../../../components/common/require-permissions";
import { Health } from "../../../components/health/health";
import { PERMISSIONS } from "../../../lib/permissions";

const HealthPage = () => (
  <RequirePermissions all={PERMISSIONS.readCustomers}>
    <Health />
  </RequirePermissions>
);

// Medusa's build parses the source: literals only.
export const config = defineRouteConfig({
  label: "health.title",
  translationNs: "medusa-plugin-customers",
  nested: "/customers",
  rank: 5,
});

export const handle = { breadcrumb: () => <Crumb name="health.title" /> };

export default HealthPage;
