import { Module, Modules } from "@medusajs/framework/utils";
import { revertMigration, runMigrations } from "./migrate";
import CustomerModuleService from "./service";

export default {
  ...Module(Modules.CUSTOMER, { service: CustomerModuleService }),
  runMigrations,
  revertMigration,
};
