import { RequirePermissions } from "../../../../components/common/require-permissions";
import { ExportNew } from "../../../../components/exports/export-new";
import { PERMISSIONS } from "../../../../lib/permissions";

const NewExportPage = () => (
  <RequirePermissions all={PERMISSIONS.exports}>
    <ExportNew />
  </RequirePermissions>
);

export default NewExportPage;
