import { z } from "@medusajs/framework/zod";

/** `POST /admin/customers/:id/invitation` */
export const inviteCustomerBody = z.strictObject({});

export type InviteCustomerBody = z.output<typeof inviteCustomerBody>;
