import { describeFeature } from "../helpers/stores/store";
import importsBadFiles from "./imports/bad-files";
import importsFiles from "./imports/files";
import importsImporting from "./imports/importing";
import importsUploads from "./imports/uploads";

describeFeature({
  imports: importsImporting,
  "bad files": importsBadFiles,
  files: importsFiles,
  uploads: importsUploads,
});
