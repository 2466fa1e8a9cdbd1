import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import type { CustomerInvitation } from "./invitation";
import { COLUMNS } from "./invitation-row.sql";

/** Index: customer_invitation_pkey. */
const BY_ID = `select ${COLUMNS} from customer_invitation invitation where invitation.id = ?`;

/** Ids start with the time. Index: IDX_customer_invitation_customer_id, backwards. */
const LAST = `
  select ${COLUMNS} from customer_invitation invitation where invitation.customer_id = ?
  order by invitation.id desc limit 1
`;

/** Returns an invitation in any state. */
export async function findInvitation(connection: Knex, id: string): Promise<CustomerInvitation | undefined> {
  const rows = await queryRows<CustomerInvitation>(connection, BY_ID, [id]);
  return rows.at(0);
}

/** Returns the last invitation of a customer, in any state. */
export async function findLastInvitation(
  connection: Knex,
  customerId: string,
): Promise<CustomerInvitation | undefined> {
  const rows = await queryRows<CustomerInvitation>(connection, LAST, [customerId]);
  return rows.at(0);
}
