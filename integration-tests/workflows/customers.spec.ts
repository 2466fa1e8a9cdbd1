// @own-store: it registers hooks of workflows.
import { describeFeature } from "../helpers/stores/store";
import customersCompensation from "./customers/compensation";
import customersCompensationBatches from "./customers/compensation-batches";
import customersCompensationConflicts from "./customers/compensation-conflicts";
import customersCompensationCore from "./customers/compensation-core";
import customersCompensationHarness from "./customers/compensation-harness";
import customersCompensationHooks from "./customers/compensation-hooks";
import customersCompensationTwice from "./customers/compensation-twice";
import customersFlows from "./customers/flows";

describeFeature({
  compensation: customersCompensation,
  "compensation of batches": customersCompensationBatches,
  "compensation after conflicts": customersCompensationConflicts,
  "compensation of core's workflows": customersCompensationCore,
  "compensation of hooks": customersCompensationHooks,
  "compensation twice": customersCompensationTwice,
  "the compensation harness": customersCompensationHarness,
  flows: customersFlows,
});
