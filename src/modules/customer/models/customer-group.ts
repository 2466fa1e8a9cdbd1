import { model } from "@medusajs/framework/utils";
import Customer from "./customer";
import CustomerGroupCustomer from "./customer-group-customer";

/** A named set of customers. Promotions and price lists refer to it by id. */
const CustomerGroup = model
  .define("CustomerGroup", {
    id: model.id({ prefix: "cusgroup" }).primaryKey(),
    name: model.text().searchable().translatable(),
    metadata: model.json().nullable(),
    created_by: model.text().nullable(),
    customers: model.manyToMany(() => Customer, {
      mappedBy: "groups",
      pivotEntity: () => CustomerGroupCustomer,
    }),
  })
  .cascades({ detach: ["customers"] })
  .indexes([{ on: ["name"], unique: true, where: "deleted_at IS NULL" }]);

export default CustomerGroup;
