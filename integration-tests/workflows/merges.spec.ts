// @own-store: it registers hooks of workflows.
import { describeFeature } from "../helpers/stores/store";
import mergesBrokenMoves from "./merges/broken-moves";
import mergesCompensation from "./merges/compensation";
import mergesKilledProcess from "./merges/killed-process";
import mergesLocks from "./merges/locks";
import mergesPreview from "./merges/preview";
import mergesResuming from "./merges/resuming";

describeFeature({
  preview: mergesPreview,
  resuming: mergesResuming,
  locks: mergesLocks,
  "broken moves": mergesBrokenMoves,
  "a killed process": mergesKilledProcess,
  compensation: mergesCompensation,
});
