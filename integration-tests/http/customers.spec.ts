import { describeFeature } from "../helpers/stores/store";
import customersAdminRoutes from "./customers/admin-routes";
import customersBatches from "./customers/batches";
import customersOverrides from "./customers/overrides";
import customersPathCase from "./customers/path-case";
import customersPromotions from "./customers/promotions";
import customersStoreRoutes from "./customers/store-routes";
import customersUpserts from "./customers/upserts";

describeFeature({
  "admin routes": customersAdminRoutes,
  "store routes": customersStoreRoutes,
  batches: customersBatches,
  upserts: customersUpserts,
  "overrides of core": customersOverrides,
  "the case of a path": customersPathCase,
  promotions: customersPromotions,
});
