import { ArrowDownTray, ArrowUpTray } from "@medusajs/icons";
import { Button, Container, Text } from "@medusajs/ui";
import { Link, useSearchParams } from "react-router-dom";
import { useText } from "../../hooks/use-text";
import { customerFiltersOf, customerFiltersToSearch } from "../../lib/filters";
import { PERMISSIONS } from "../../lib/permissions";
import { IfPermitted } from "../common/require-permissions";

/** What can be done with the list of customers as a whole. An export takes its filters along. */
export const CustomerListActions = () => {
  const { t } = useText();
  const [search] = useSearchParams();
  const filters = customerFiltersToSearch(customerFiltersOf(search)).toString();
  return (
    <IfPermitted all={PERMISSIONS.exports}>
      {/* A widget comes behind the table of the page, which may be long. Its place on the screen is before it. */}
      <Container
        style={{ order: -1 }}
        className="flex flex-col gap-y-2 px-6 py-4 md:flex-row md:items-center md:justify-between md:gap-x-4"
      >
        <Text size="small" className="text-ui-fg-subtle">
          {t(filters === "" ? "customers.actions.text" : "customers.actions.filteredText")}
        </Text>
        <div className="flex shrink-0 items-center gap-x-2">
          <Button size="small" variant="secondary" asChild>
            <Link to={`/customers/exports/new${filters === "" ? "" : `?${filters}`}`}>
              <ArrowUpTray />
              {t("customers.actions.export")}
            </Link>
          </Button>
          <IfPermitted all={PERMISSIONS.writeImports}>
            <Button size="small" variant="secondary" asChild>
              <Link to="/customers/imports/new">
                <ArrowDownTray />
                {t("customers.actions.import")}
              </Link>
            </Button>
          </IfPermitted>
        </div>
      </Container>
    </IfPermitted>
  );
};
