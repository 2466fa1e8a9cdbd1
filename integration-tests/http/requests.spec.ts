import { describeFeature } from "../helpers/store";
import requestGuards from "./requests/guards";
import internalErrors from "./requests/internal-errors";

describeFeature({
  "internal errors": internalErrors,
  guards: requestGuards,
});
