import { describeFeature } from "../helpers/stores/store";
import importsBadFiles from "./imports/bad-files";
import importsFiles from "./imports/files";
import importsEvents from "./imports/import-events";
import importsImporting from "./imports/importing";
import importsUploads from "./imports/uploads";

describeFeature({
  imports: importsImporting,
  events: importsEvents,
  "bad files": importsBadFiles,
  files: importsFiles,
  uploads: importsUploads,
});
