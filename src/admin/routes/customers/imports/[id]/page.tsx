import { type UIMatch, useParams } from "react-router-dom";
import { RequirePermissions } from "../../../../components/common/require-permissions";
import { ImportCrumb } from "../../../../components/imports/import-crumb";
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

export const handle = { breadcrumb: ({ params }: UIMatch) => <ImportCrumb id={params.id ?? ""} /> };

export default ImportPage;
