import { describeDashboard } from "../helpers/dashboard/describe-dashboard";
import accountCards from "./customers/account-cards";
import allCustomers from "./customers/all-customers";
import duplicates from "./customers/duplicates";
import groupMembers from "./customers/group-members";
import merging from "./customers/merging";

describeDashboard("customers", (dashboard) => {
  beforeEach(async () => {
    await dashboard.database.run(
      "truncate customer, customer_group, customer_merge, customer_invitation, customer_email_change, customer_export cascade",
    );
    await dashboard.database.run("delete from auth_identity where app_metadata ? 'customer_id'");
  });

  describe("duplicates", () => duplicates(dashboard));
  describe("merging", () => merging(dashboard));
  describe("cards of a customer", () => accountCards(dashboard));
  describe("all customers", () => allCustomers(dashboard));
  describe("members of a group", () => groupMembers(dashboard));
});
