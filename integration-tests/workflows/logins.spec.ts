// @own-store: it registers hooks of workflows.
import { describeFeature } from "../helpers/stores/store";
import loginsChangesOfEmail from "./logins/changes-of-email";
import loginsRenaming from "./logins/renaming";

describeFeature({
  "changes of email and logins": loginsChangesOfEmail,
  "the command that renames logins": loginsRenaming,
});
