import { describeFeature } from "../helpers/stores/store";
import groupsAdminRoutes from "./groups/admin-routes";
import groupsBatches from "./groups/batches";

describeFeature({
  "admin routes": groupsAdminRoutes,
  batches: groupsBatches,
});
