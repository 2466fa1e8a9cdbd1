import { RequirePermissions } from "../../../../components/common/require-permissions";
import { ImportNew } from "../../../../components/imports/import-new";
import { PERMISSIONS } from "../../../../lib/permissions";

const NewImportPage = () => (
  <RequirePermissions all={PERMISSIONS.writeImports}>
    <ImportNew />
  </RequirePermissions>
);

export default NewImportPage;
