import { describeFeature } from "../helpers/stores/store";
import emailChangesApproval from "./email-changes/approval";
import emailChangesChanging from "./email-changes/changing";
import emailChangesRefusals from "./email-changes/refusals";
import emailChangesTakeover from "./email-changes/takeover";

describeFeature({
  changes: emailChangesChanging,
  approval: emailChangesApproval,
  refusals: emailChangesRefusals,
  takeover: emailChangesTakeover,
});
