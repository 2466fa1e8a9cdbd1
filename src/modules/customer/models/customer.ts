import { model } from "@medusajs/framework/utils";
import CustomerAddress from "./customer-address";
import CustomerGroup from "./customer-group";
import CustomerGroupCustomer from "./customer-group-customer";

/**
 * A person or company that buys.
 *
 * `has_account` separates registered customers, who can log in, from guests, who are known from a checkout only. One live
 * row of each kind may have the same email. `external_id` is the customer's key in the system from which customers are
 * imported.
 */
const Customer = model
  .define("Customer", {
    id: model.id({ prefix: "cus" }).primaryKey(),
    company_name: model.text().searchable().nullable(),
    first_name: model.text().searchable().nullable(),
    last_name: model.text().searchable().nullable(),
    email: model.text().searchable().nullable(),
    phone: model.text().searchable().nullable(),
    has_account: model.boolean().default(false),
    metadata: model.json().nullable(),
    created_by: model.text().nullable(),
    external_id: model.text().nullable(),
    groups: model.manyToMany(() => CustomerGroup, {
      mappedBy: "customers",
      pivotEntity: () => CustomerGroupCustomer,
    }),
    addresses: model.hasMany(() => CustomerAddress, { mappedBy: "customer" }),
  })
  .cascades({ delete: ["addresses"], detach: ["groups"] })
  .indexes([
    { on: ["email", "has_account"], unique: true, where: "deleted_at IS NULL" },
    { on: ["external_id"], unique: true, where: "deleted_at IS NULL" },
  ]);

export default Customer;
