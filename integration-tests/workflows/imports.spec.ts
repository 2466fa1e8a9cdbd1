import { describeFeature } from "../helpers/stores/store";
import importsCompensation from "./imports/compensation";
import importsImporting from "./imports/importing";

describeFeature({
  imports: importsImporting,
  compensation: importsCompensation,
});
