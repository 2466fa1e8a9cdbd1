import { describeFeature } from "../helpers/stores/store";
import groupsAdminRoutes from "./groups/admin-routes";
import groupsBatches from "./groups/batches";
import groupsChanges from "./groups/changes";
import groupsPrices from "./groups/prices";

describeFeature({
  "admin routes": groupsAdminRoutes,
  batches: groupsBatches,
  changes: groupsChanges,
  prices: groupsPrices,
});
