// @own-store: it registers hooks of workflows.
import { describeFeature } from "../helpers/stores/store";
import mergesMerging from "./merges/merging";
import mergesOrderTransfers from "./merges/order-transfers";

describeFeature({
  merging: mergesMerging,
  "order transfers": mergesOrderTransfers,
});
