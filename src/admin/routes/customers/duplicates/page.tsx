import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Crumb } from "../../../components/common/crumb";
import { RequirePermissions } from "../../../components/common/require-permissions";
import { DuplicateList } from "../../../components/duplicates/duplicate-list";
import { PERMISSIONS } from "../../../lib/permissions";

const DuplicatesPage = () => (
  <RequirePermissions all={PERMISSIONS.readCustomers}>
    <DuplicateList />
  </RequirePermissions>
);

// Medusa's build parses the source: literals only.
export const config = defineRouteConfig({
  label: "duplicates.title",
  translationNs: "medusa-plugin-customers",
  nested: "/customers",
  rank: 4,
});

export const handle = { breadcrumb: () => <Crumb name="duplicates.title" /> };

export default DuplicatesPage;
