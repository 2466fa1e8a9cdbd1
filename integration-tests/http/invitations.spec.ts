import { describeFeature } from "../helpers/stores/store";
import invitationsInviting from "./invitations/inviting";
import invitationsMails from "./invitations/mails";
import invitationsTakeover from "./invitations/takeover";

describeFeature({
  invitations: invitationsInviting,
  mails: invitationsMails,
  takeover: invitationsTakeover,
});
