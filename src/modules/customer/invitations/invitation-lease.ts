import { defineLease } from "../database/lease";

/**
 * How waiting invitations are leased. The token takes the place of a run's id, the time of sending that of a heartbeat: a
 * sender that has not ended within ten minutes has died, and the next one sends other tokens.
 */
export const INVITATION_LEASE = defineLease({
  table: "customer_invitation",
  runKey: ["id", "token_hash"],
  heartbeatColumn: "sent_at",
  isOpen: "customer_invitation.state = 'waiting'",
  isRunning: "customer_invitation.state = 'waiting'",
  expiresAfter: 600,
});
