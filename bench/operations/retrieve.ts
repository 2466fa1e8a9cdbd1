import { spreadIds } from "../databases/fixtures";
import { both, type Call, runnable } from "./operation";
import { columnsOf } from "./statements";

const RELATIONS = ["addresses", "groups"];

/** A customer's live addresses and groups, as JSON, each found by the customer's id. */
const RELATION_COLUMNS = `
  (select coalesce(json_agg(address), '[]') from customer_address address
   where address.customer_id = customer.id and address.deleted_at is null) as addresses,
  (select coalesce(json_agg(customer_group), '[]') from customer_group_customer membership
   join customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
   where membership.customer_id = customer.id and membership.deleted_at is null) as groups
`;

/** Another customer every time. */
async function oneId({ rows, sequence }: Call): Promise<string> {
  return spreadIds(rows, 500, sequence)[sequence % 500] ?? "";
}

export const retrieveOperations = [
  runnable<string>({
    name: "retrieve",
    compares: "nothing",
    prepare: oneId,
    ...both((customers, id) => customers.retrieveCustomer(id)),
    raw: (database, id) =>
      database.measured(`select ${columnsOf("customer")} from customer where id = $1 and deleted_at is null`, [id]),
  }),
  runnable<string>({
    name: "retrieve with addresses and groups",
    compares: "nothing",
    prepare: oneId,
    ...both((customers, id) => customers.retrieveCustomer(id, { relations: RELATIONS })),
    raw: (database, id) =>
      database.measured(
        `select ${columnsOf("customer")}, ${RELATION_COLUMNS} from customer where id = $1 and deleted_at is null`,
        [id],
      ),
  }),
  runnable({
    name: "list 1,000 with addresses and groups",
    ...both((customers) => customers.listCustomers({}, { relations: RELATIONS, take: 1000, skip: 0 })),
    raw: (database) =>
      database.measured(
        `select ${columnsOf("customer")}, ${RELATION_COLUMNS} from customer where deleted_at is null
         order by id limit 1000`,
      ),
  }),
];
