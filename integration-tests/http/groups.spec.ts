import { describeFeature } from "../helpers/stores/store";
import groupsAdminRoutes from "./groups/admin-routes";
import groupsBatches from "./groups/batches";
import groupsPrices from "./groups/prices";

describeFeature({
  "admin routes": groupsAdminRoutes,
  batches: groupsBatches,
  prices: groupsPrices,
});
