// @own-store: it registers hooks of workflows.
import { describeFeature } from "../helpers/stores/store";
import mergesListed from "./merges/merges-listed";
import mergesMerging from "./merges/merging";
import mergesOrderTransfers from "./merges/order-transfers";

describeFeature({
  listed: mergesListed,
  merging: mergesMerging,
  "order transfers": mergesOrderTransfers,
});
