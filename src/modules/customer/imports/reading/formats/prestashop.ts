import type { DeclaredFormat } from "./declared-format";

/** The two groups of every shop for people without an account, as PrestaShop names them in its languages. */
const NO_ACCOUNT: ReadonlySet<string> = new Set([
  ...["visitor", "guest", "besucher", "gast", "visiteur", "invité", "visitante", "invitado", "visitatore", "ospite"],
  ...["bezoeker", "convidado"],
]);

/** Names of the list's columns that other systems do not have: English, then French, German, Spanish, Italian, Dutch and Portuguese. */
const SIGNS = [
  ...["social title", "titre de civilité", "tratamiento", "titolo di cortesia", "título social", "forma de tratamento"],
  ...["partner offers", "offres partenaires", "offres des partenaires", "partnerangebote", "angebote von partnern"],
  ...["angebote unserer partner", "ofertas de socios", "ofertas de los socios", "ofertas de nuestros socios"],
  ...["ofertas de colaboradores", "offerte dei partner", "offerte partner", "aanbiedingen van partners"],
  ...["partneraanbiedingen", "ofertas de parceiros", "ofertas dos parceiros", "news.", "opt."],
];

const LAST_VISIT = [
  ...["last visit", "dernière visite", "dernière connexion", "letzter besuch", "última visita", "ultima visita"],
  ...["laatste bezoek"],
];

const EMAIL = [
  ...["email address", "email *", "email*", "email", "adresse e-mail", "adresse email", "e-mail-adresse", "e-mail"],
  ...["dirección de correo electrónico", "correo electrónico", "indirizzo email", "indirizzo e-mail", "e-mailadres"],
  ...["endereço de e-mail", "endereço de email"],
];

/** The rest of the list's columns, which stay out, in these languages. */
const LEFT_OUT = [
  ...["anrede", "civilité", "título", "titolo", "aanhef", "title", "titre", "age", "âge", "alter", "edad", "età"],
  ...["sales", "ventes", "verkäufe", "umsatz", "ventas", "vendite", "verkoop", "omzet", "vendas"],
  ...["enabled", "activé", "actif", "aktiviert", "aktiv", "activado", "activo", "habilitado", "abilitato", "attivato"],
  ...["attivo", "ingeschakeld", "actief", "ativado", "ativo", "newsletter", "lettre d'information"],
  ...["lettre d'informations", "lettre d’information", "boletín", "boletín de noticias", "boletín informativo"],
  ...["nieuwsbrief", "boletim", "boletim informativo"],
];

/**
 * Customers of PrestaShop: the list of the back office as CSV (1.6 to 9, in seven languages), the sample of the import
 * (`customers_import.csv`), and the columns of the table `customer`.
 */
const CUSTOMERS: DeclaredFormat = {
  format: "prestashop",
  title: "PrestaShop, customers",
  needs: [
    { least: 1, of: EMAIL },
    {
      least: 2,
      of: [
        ...[...SIGNS, ...LAST_VISIT, "registration", "titles id (mr = 1, ms = 2, else 0)"],
        ...["active (0/1)", "newsletter (0/1)", "opt-in (0/1)", "default group id", "id_customer", "id_default_group"],
        ...["id_gender", "optin", "newsletter_date_add"],
      ],
    },
  ],
  columns: {
    external_id: ["id", "customer id", "id_customer"],
    email: EMAIL,
    first_name: [
      ...["first name", "first name *", "first name*", "firstname", "prénom", "vorname", "nombre", "nome", "voornaam"],
    ],
    last_name: [
      ...["last name", "last name *", "last name*", "lastname", "nom", "nachname", "apellidos", "apellido", "cognome"],
      ...["achternaam", "sobrenome", "apelido"],
    ],
    company_name: [
      "company",
      "société",
      "entreprise",
      "unternehmen",
      "firma",
      "empresa",
      "azienda",
      "società",
      "bedrijf",
    ],
    groups: ["group", "groups (x,y,z...)", "groupe", "gruppe", "grupo", "gruppo", "groep"],
    created_at: [
      ...["registration", "registration date (yyyy-mm-dd)", "date_add", "inscription", "date d'inscription"],
      ...["registrierung", "registriert", "anmeldung", "registro", "fecha de registro", "inscripción", "registrazione"],
      ...["data di registrazione", "iscrizione", "data di iscrizione", "registratie", "registo", "inscrição"],
    ],
    "metadata.note": ["note"],
    "metadata.siret": ["siret"],
  },
  ignored: [
    ...[...SIGNS, ...LAST_VISIT, ...LEFT_OUT, "active (0/1)", "newsletter (0/1)"],
    ...["titles id *", "id_gender", "birthday (yyyy-mm-dd)", "birth date (yyyy-mm-dd)", "birthday"],
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
