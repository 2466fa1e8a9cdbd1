import { describeFeature } from "../helpers/stores/store";
import claimsByAnAdmin from "./claims/by-an-admin";
import claimsClaiming from "./claims/claiming";
import claimsRetries from "./claims/retries";

describeFeature({
  claims: claimsClaiming,
  "claims by an admin": claimsByAnAdmin,
  retries: claimsRetries,
});
