import { useParams } from "react-router-dom";
import { RequirePermissions } from "../../../../components/common/require-permissions";
import { MergeDialog } from "../../../../components/merges/merge-dialog";
import { PERMISSIONS } from "../../../../lib/permissions";

const MergePage = () => {
  const { id = "" } = useParams();
  return (
    <RequirePermissions all={PERMISSIONS.mergeCustomers}>
      <MergeDialog id={id} />
    </RequirePermissions>
  );
};

export default MergePage;
