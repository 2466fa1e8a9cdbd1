import { describeFeature } from "../helpers/stores/store";
import invitationsInterrupted from "./invitations/interrupted";
import invitationsInviting from "./invitations/inviting";
import invitationsMails from "./invitations/mails";
import invitationsTakeover from "./invitations/takeover";

describeFeature({
  interrupted: invitationsInterrupted,
  invitations: invitationsInviting,
  mails: invitationsMails,
  takeover: invitationsTakeover,
});
