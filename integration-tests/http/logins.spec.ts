import { describeFeature } from "../helpers/store";
import loginsLinking from "./logins/linking";
import loginsUnlinking from "./logins/unlinking";

describeFeature({
  linking: loginsLinking,
  unlinking: loginsUnlinking,
});
