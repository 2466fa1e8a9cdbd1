import { describeFeature } from "../helpers/stores/store";
import loginsLinking from "./logins/linking";
import loginsPasswordChecks from "./logins/password-checks";
import loginsPasswordResetProof from "./logins/password-reset-proof";
import loginsSpelling from "./logins/spelling";
import loginsUnlinking from "./logins/unlinking";

describeFeature({
  linking: loginsLinking,
  unlinking: loginsUnlinking,
  spelling: loginsSpelling,
  "password checks": loginsPasswordChecks,
  "a password reset as proof": loginsPasswordResetProof,
});
