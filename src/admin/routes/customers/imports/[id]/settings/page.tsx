import { useParams } from "react-router-dom";
import { RequirePermissions } from "../../../../../components/common/require-permissions";
import { ImportEdit } from "../../../../../components/imports/import-edit";
import { PERMISSIONS } from "../../../../../lib/permissions";

const ImportSettingsPage = () => {
  const { id = "" } = useParams();
  return (
    <RequirePermissions all={PERMISSIONS.writeImports}>
      <ImportEdit id={id} />
    </RequirePermissions>
  );
};

export default ImportSettingsPage;
