import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Crumb } from "../../../components/common/crumb";
import { RequirePermissions } from "../../../components/common/require-permissions";
import { CustomerTable } from "../../../components/customer-list/customer-table";
import { PERMISSIONS } from "../../../lib/permissions";

const AllCustomersPage = () => (
  <RequirePermissions all={PERMISSIONS.readCustomers}>
    <CustomerTable />
  </RequirePermissions>
);

// Medusa's build parses the source: literals only.
export const config = defineRouteConfig({
  label: "all.title",
  translationNs: "medusa-plugin-customers",
  nested: "/customers",
  rank: 1,
});

export const handle = { breadcrumb: () => <Crumb name="all.title" /> };

export default AllCustomersPage;
