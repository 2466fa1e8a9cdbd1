import { describeFeature } from "../helpers/store";
import importsCompensation from "./imports/compensation";
import importsImporting from "./imports/importing";

describeFeature({
  imports: importsImporting,
  compensation: importsCompensation,
});
