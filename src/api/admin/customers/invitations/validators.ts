import { z } from "@medusajs/framework/zod";
import { INVITATION_STATES } from "../../../../modules/customer/invitations/invitation";
import { MAX_INVITED } from "../../../../modules/customer/invitations/invitation-service";

const ID_MAX_LENGTH = 500;
const id = z.string().min(1).max(ID_MAX_LENGTH);

/** `GET /admin/customers/invitations` */
export const listInvitationsQuery = z.strictObject({
  state: z.enum(INVITATION_STATES).optional(),
  import_id: id.optional(),
  customer_id: id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});

/** `POST /admin/customers/invitations/send`. The service requires exactly one of the choices (`assertChosen`). */
export const sendInvitationsBody = z.strictObject({
  state: z.enum(["held", "announced"]).default("held"),
  import_id: id.optional(),
  customer_ids: z.array(id).min(1).max(MAX_INVITED).optional(),
  all: z.literal(true).optional(),
});

export type SendInvitationsBody = z.output<typeof sendInvitationsBody>;
