import type { DeclaredFormat } from "./declared-format";

/** The two groups of every shop for people without an account, as PrestaShop names them in its languages. */
const NO_ACCOUNT: ReadonlySet<string> = new Set([
  ...["visitor", "guest", "besucher", "gast", "visiteur", "invité", "visitante", "invitado", "visitatore", "ospite"],
  ...["bezoeker", "convidado"],
]);

/**
 * Customers of PrestaShop: the list of the back office as CSV (1.7 to 9, in English), the sample of the import
 * (`customers_import.csv`), and the columns of the table `customer`.
 */
const CUSTOMERS: DeclaredFormat = {
  format: "prestashop",
  title: "PrestaShop, customers",
  needs: [
    { least: 1, of: ["email address", "email *", "email*", "email"] },
    {
      least: 2,
      of: [
        ...["social title", "partner offers", "last visit", "registration", "titles id (mr = 1, ms = 2, else 0)"],
        ...["active (0/1)", "newsletter (0/1)", "opt-in (0/1)", "default group id", "id_customer", "id_default_group"],
        ...["id_gender", "optin", "newsletter_date_add"],
      ],
    },
  ],
  columns: {
    external_id: ["id", "customer id", "id_customer"],
    email: ["email address", "email *", "email*", "email"],
    first_name: ["first name", "first name *", "first name*", "firstname"],
    last_name: ["last name", "last name *", "last name*", "lastname"],
    company_name: ["company"],
    groups: ["group", "groups (x,y,z...)"],
    created_at: ["registration", "registration date (yyyy-mm-dd)", "date_add"],
    "metadata.note": ["note"],
    "metadata.siret": ["siret"],
  },
  ignored: [
    ...["social title", "titles id *", "id_gender", "birthday (yyyy-mm-dd)", "birth date (yyyy-mm-dd)", "birthday"],
    ...["sales", "enabled", "newsletter", "partner offers", "last visit", "active (0/1)", "newsletter (0/1)"],
    ...["opt-in (0/1)", "optin", "default group id", "id_default_group", "id_shop", "id_shop_group", "id_lang"],
    ...["id_risk", "ape", "website", "active", "deleted", "is_guest", "date_upd", "last_passwd_gen"],
    ...["newsletter_date_add", "ip_registration_newsletter", "outstanding_allow_amount", "show_public_prices"],
    ...["max_payment_days", "reset_password_validity", "id_shop*"],
  ],
  noKey: ["0"],
  noGroup: NO_ACCOUNT,
  idsPerEmail: "many",
  skipped: { deleted: ["1"] },
  groupsSeparator: ",",
};

/** Addresses of PrestaShop: the sample of the import (`address_import.csv`) and the columns of the table `address`. */
const ADDRESSES: DeclaredFormat = {
  format: "prestashop",
  title: "PrestaShop, addresses",
  needs: [
    { least: 1, of: ["customer e-mail*", "customer e-mail *", "customer e-mail", "customer id", "id_customer"] },
    {
      least: 3,
      of: [
        ...["alias*", "alias", "address id", "id_address", "zipcode*", "manufacturer", "dni/nif/nie", "dni"],
        ...["id_state", "id_country", "id_manufacturer", "phone_mobile"],
      ],
    },
  ],
  columns: {
    external_id: ["customer id", "id_customer"],
    email: ["customer e-mail*", "customer e-mail *", "customer e-mail"],
    address_1_id: ["address id", "id_address"],
    address_1_address_name: ["alias*", "alias"],
    address_1_company: ["company"],
    address_1_first_name: ["firstname*", "firstname"],
    address_1_last_name: ["lastname*", "lastname"],
    address_1_address_1: ["address*", "address 1*", "address1"],
    address_1_address_2: ["address (2)", "address 2", "address2"],
    address_1_postal_code: ["zipcode*", "postcode"],
    address_1_city: ["city*", "city"],
    address_1_province: ["state"],
    address_1_country_code: ["country*", "country"],
    address_1_phone: ["phone", "mobile phone", "phone_mobile"],
  },
  ignored: [
    ...["active (0/1)", "manufacturer", "supplier", "other", "vat number", "vat_number", "dni/nif/nie", "dni"],
    ...["id_manufacturer", "id_supplier", "id_warehouse", "id_state", "id_country", "date_add", "date_upd"],
    ...["active", "deleted"],
  ],
  // Addresses of brands and suppliers have the customer 0.
  noKey: ["0"],
  skipsKeyless: true,
  skipped: { deleted: ["1"] },
  notes: {
    id_country: {
      reason:
        "holds numbers of this shop and is left out. Where all customers are in one country, send it as constants: " +
        '{"address_1_country_code":"fr"}; else give a column "country"',
      unless: "address_1_country_code",
    },
    id_state: { reason: 'holds numbers of this shop and is left out. Give a column "state" with names or codes' },
  },
};

export const PRESTASHOP: readonly DeclaredFormat[] = [CUSTOMERS, ADDRESSES];
