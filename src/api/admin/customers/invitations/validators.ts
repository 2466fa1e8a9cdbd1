import { z } from "@medusajs/framework/zod";
import { INVITATION_STATES } from "../../../../modules/customer/invitations/invitation";
import { MAX_INVITED } from "../../../../modules/customer/invitations/invitation-service";
import { idSchema } from "../../../utils/id-schema";
import { pageQuery } from "../../../utils/page-query";

/** `GET /admin/customers/invitations` */
export const listInvitationsQuery = pageQuery.extend({
  state: z.enum(INVITATION_STATES).optional(),
  import_id: idSchema.optional(),
  customer_id: idSchema.optional(),
});

/** `POST /admin/customers/invitations/send`. The service requires exactly one of the choices (`assertChosen`). */
export const sendInvitationsBody = z.strictObject({
  state: z.enum(["held", "announced"]).default("held"),
  import_id: idSchema.optional(),
  customer_ids: z.array(idSchema).min(1).max(MAX_INVITED).optional(),
  all: z.literal(true).optional(),
});

export type SendInvitationsBody = z.output<typeof sendInvitationsBody>;
