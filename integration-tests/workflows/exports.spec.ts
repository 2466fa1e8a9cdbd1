import { describeFeature } from "../helpers/store";
import exportsCompensation from "./exports/compensation";
import exportsExporting from "./exports/exporting";

describeFeature({
  exports: exportsExporting,
  compensation: exportsCompensation,
});
