import { ArrowDownTray, ArrowUpTray } from "@medusajs/icons";
import { Button, Container, Text } from "@medusajs/ui";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router-dom";
import { useListSetting } from "../../hooks/api/list-setting";
import { useReport } from "../../hooks/use-report";
import { useText } from "../../hooks/use-text";
import { customerFiltersOf, customerFiltersToSearch } from "../../lib/filters";
import { PERMISSIONS, type Permission } from "../../lib/permissions";
import { IfPermitted } from "../common/require-permissions";
import { CustomerTable } from "./customer-table";

/** Shows the actions of the customer list. An export, and the fast list, get its filters. */
export const CustomerListActions = () => {
  const { t } = useText();
  const [search] = useSearchParams();
  const filters = customerFiltersToSearch(customerFiltersOf(search)).toString();
  const query = filters === "" ? "" : `?${filters}`;
  const setting = useListSetting();
  return (
    <IfPermitted all={PERMISSIONS.readCustomers}>
      {/* A widget comes behind the table of the page, which may be long. Its place on the screen is before it. */}
      <Container
        style={{ order: -1 }}
        className="flex flex-col gap-y-2 px-6 py-4 md:flex-row md:items-center md:justify-between md:gap-x-4"
      >
        <Text size="small" className="text-ui-fg-subtle">
          {t(filters === "" || setting.isHidden ? "customers.actions.text" : "customers.actions.filteredText")}
        </Text>
        <div className="flex flex-wrap items-center gap-2 md:shrink-0">
          {!setting.isError && <ListSwitch setting={setting} />}
          {setting.isHidden && (
            <Action all={["customer:create"]} to="/customers/create">
              {t("customers.actions.create")}
            </Action>
          )}
          {!setting.isHidden && (
            <Action all={PERMISSIONS.readCustomers} to={`/customers/all${query}`}>
              {t("all.title")}
            </Action>
          )}
          <Action all={PERMISSIONS.readCustomers} to="/customers/duplicates">
            {t("duplicates.title")}
          </Action>
          <Action all={PERMISSIONS.exports} to={`/customers/exports/new${query}`}>
            <ArrowUpTray />
            {t("customers.actions.export")}
          </Action>
          <Action all={PERMISSIONS.writeImports} to="/customers/imports/new">
            <ArrowDownTray />
            {t("customers.actions.import")}
          </Action>
        </div>
      </Container>
      {setting.isHidden && <CustomerTable />}
    </IfPermitted>
  );
};

/** Puts All customers in the place of the dashboard's list, for this user, and back. */
const ListSwitch = ({ setting }: { setting: ReturnType<typeof useListSetting> }) => {
  const { t } = useText();
  const report = useReport();
  const { isHidden, isReady, isPending, hide } = setting;
  return (
    <Button
      size="small"
      variant="transparent"
      disabled={!isReady}
      isLoading={isPending}
      onClick={() => report(() => hide(!isHidden))}
    >
      {t(isHidden ? "customers.list.useCore" : "customers.list.useOurs")}
    </Button>
  );
};

const Action = ({ all, to, children }: { all: readonly Permission[]; to: string; children: ReactNode }) => (
  <IfPermitted all={all}>
    <Button size="small" variant="secondary" asChild>
      <Link to={to}>{children}</Link>
    </Button>
  </IfPermitted>
);
