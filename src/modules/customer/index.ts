import { Module, Modules } from "@medusajs/framework/utils";
import { revertMigration, runMigrations } from "./database/run-migrations";
import CustomerModuleService from "./service";

export default {
  ...Module(Modules.CUSTOMER, { service: CustomerModuleService }),
  runMigrations,
  revertMigration,
};
