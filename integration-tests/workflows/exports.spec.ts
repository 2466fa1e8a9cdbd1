import { describeFeature } from "../helpers/stores/store";
import exportsCompensation from "./exports/compensation";
import exportsExporting from "./exports/exporting";

describeFeature({
  exports: exportsExporting,
  compensation: exportsCompensation,
});
