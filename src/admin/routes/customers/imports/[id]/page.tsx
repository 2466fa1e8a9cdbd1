import { useParams } from "react-router-dom";
import { Crumb } from "../../../../components/common/crumb";
import { RequirePermissions } from "../../../../components/common/require-permissions";
import { ImportDetail } from "../../../../components/imports/import-detail";
import { PERMISSIONS } from "../../../../lib/permissions";

const ImportPage = () => {
  const { id = "" } = useParams();
  return (
    <RequirePermissions all={PERMISSIONS.readImports}>
      <ImportDetail id={id} />
    </RequirePermissions>
  );
};

export const handle = { breadcrumb: () => <Crumb name="imports.title" to="/customers/imports" /> };

export default ImportPage;
