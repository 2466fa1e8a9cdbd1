import { describeDashboard } from "../helpers/dashboard/describe-dashboard";
import accountCards from "./customers/account-cards";
import allCustomers from "./customers/all-customers";
import duplicates from "./customers/duplicates";
import groupMembers from "./customers/group-members";
import health from "./customers/health";
import layouts from "./customers/layouts";
import listSetting from "./customers/list-setting";
import merging from "./customers/merging";
import story from "./customers/story";
import times from "./customers/times";

describeDashboard("customers", (dashboard) => {
  beforeEach(async () => {
    await dashboard.database.run(
      `truncate customer, customer_group, customer_merge, customer_invitation, customer_email_change, customer_export,
        customer_import, customers_group_change, customers_membership_batch cascade`,
    );
    await dashboard.database.run("delete from auth_identity where app_metadata ? 'customer_id'");
  });

  describe("duplicates", () => duplicates(dashboard));
  describe("merging", () => merging(dashboard));
  describe("cards of a customer", () => accountCards(dashboard));
  describe("all customers", () => allCustomers(dashboard));
  describe("members of a group", () => groupMembers(dashboard));
  describe("health", () => health(dashboard));
  describe("the setting of the list", () => listSetting(dashboard));
  describe("layouts", () => layouts(dashboard));
  describe("a story", () => story(dashboard));
  if (process.env.DASHBOARD_TIMES) {
    describe("times", () => times(dashboard));
  }
});
