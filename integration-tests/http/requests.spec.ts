import { describeFeature } from "../helpers/stores/store";
import requestGuards from "./requests/guards";
import internalErrors from "./requests/internal-errors";
import metadata from "./requests/metadata";

describeFeature({
  "internal errors": internalErrors,
  guards: requestGuards,
  metadata,
});
