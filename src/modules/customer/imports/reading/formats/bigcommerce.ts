import { MAX_CSV_ADDRESSES } from "../../../exports/export-columns";
import { splitAddressesCell } from "./bigcommerce-addresses";
import type { DeclaredFormat } from "./declared-format";
import { addressColumn } from "./own-columns";

/** Columns of the n-th address in the template "Bulk Edit": `Address Line 1 - 1`. */
const addressColumns = (number: number): Record<string, string[]> => {
  const named = (...names: string[]): string[] => names.map((name) => `${name} - ${number}`);
  return {
    [`address_${number}_id`]: named("address id"),
    [addressColumn(number, "first_name")]: named("address first name"),
    [addressColumn(number, "last_name")]: named("address last name"),
    [addressColumn(number, "company")]: named("address company"),
    [addressColumn(number, "address_1")]: [...named("address line 1"), ...(number === 1 ? ["addresses"] : [])],
    [addressColumn(number, "address_2")]: named("address line 2"),
    [addressColumn(number, "city")]: named("address city", "address city/suburb", "city/suburb", "city"),
    [addressColumn(number, "province")]: named(
      "address state",
      "address state/province",
      "state/province",
      "state abbreviation",
      "state",
    ),
    [addressColumn(number, "postal_code")]: named("address zip", "address zip/postcode", "zip/postcode", "zip"),
    [addressColumn(number, "country_code")]: named("address country", "country"),
    [addressColumn(number, "phone")]: named("address phone"),
  };
};

/** BigCommerce's templates "Default" and "Bulk Edit" for customers, as of 2024. */
export const BIGCOMMERCE: DeclaredFormat = {
  format: "bigcommerce",
  title: "BigCommerce",
  needs: [
    { least: 1, of: ["email address", "email", "customer email"] },
    {
      least: 2,
      of: [
        ...["store credit", "customer group", "date joined", "address id - 1", "address line 1 - 1"],
        ...["address building type - 1", "receive marketing emails", "tax exempt category"],
      ],
    },
  ],
  columns: {
    external_id: ["customer id", "id"],
    email: ["email address", "email", "customer email"],
    first_name: ["first name"],
    last_name: ["last name"],
    name: ["customer name"],
    company_name: ["company"],
    phone: ["phone"],
    groups: ["customer group"],
    created_at: ["date joined", "date created"],
    "metadata.note": ["notes"],
    "metadata.store_credit": ["store credit"],
    "metadata.tax_exempt_category": ["tax exempt category"],
    ...Object.assign({}, ...Array.from({ length: MAX_CSV_ADDRESSES }, (_, index) => addressColumns(index + 1))),
  },
  completeAddresses: splitAddressesCell,
  ignored: [
    ...["receive marketing emails", "receive acs/review emails", "accepts marketing", "date modified"],
    ...[
      "registration ip address",
      "force password reset",
      "address building type - *",
      "building type - *",
      "store hash",
      "order count",
    ],
    ...[
      "receive review/abandoned cart emails?",
      "receive marketing emails?",
      "receive acs/review emails?",
      "receive review emails?",
    ],
    ...["channel ids", "original channel id", "login url"],
  ],
};
