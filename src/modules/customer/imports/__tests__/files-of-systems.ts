import type { ImportOptionsInput } from "../import-options";

export const lines = (...all: string[]): string => `${all.join("\n")}\n`;

/** Windows' own encoding, as Excel writes it. */
const windows1252 = (text: string): Buffer => Buffer.from(text, "latin1");
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");

const SHOPIFY = "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1";
const MATRIXIFY =
  "ID,Email,First Name,Address ID,Address Line 1,Address City,Address Province Code,Address Country Code,Address Zip,Address Is Default,Metafield: custom.vip [boolean]";
const WOO =
  "ID,user_login,user_pass,user_email,user_registered,first_name,last_name,billing_first_name,billing_address_1,billing_postcode,billing_city,billing_state,billing_country,billing_phone,shipping_first_name,shipping_address_1,shipping_postcode,shipping_city,shipping_state,shipping_country";
const COMPOSITE =
  "email,_website,_store,created_at,firstname,middlename,lastname,group_id,password_hash,_address_firstname,_address_lastname,_address_street,_address_city,_address_region,_address_country_id,_address_postcode,_address_default_billing_,_address_default_shipping_";

export type Case = [name: string, file: string | Buffer, options: ImportOptionsInput, stored: object, errors: string[]];

const address = (one: object): object => expect.objectContaining(one);

/** Files of shops that are in no sample: what each customer is in the store, by email, and what is said of the rows. */
export const CASES: Case[] = [
  [
    "Shopify's, saved by a German Excel: a line sep=, semicolons, Windows-1252, a rounded id",
    windows1252(
      `sep=;\r\n${SHOPIFY.replaceAll(",", ";")};Default Address Zip\r\n'7234567890123;Jörg;Müller;j@example.com;yes;Hauptstraße 5;'01067\r\n7,23E+12;Ute;Lang;u@example.com;no;;\r\n`,
    ),
    { encoding: "windows-1252" },
    {
      "j@example.com": {
        ...{ external_id: "7234567890123", first_name: "Jörg" },
        addresses: [address({ address_1: "Hauptstraße 5", postal_code: "01067" })],
      },
    },
    ["4 error external_id"],
  ],
  [
    "Shopify's as Unicode text: UTF-16, tabs",
    utf16(`${SHOPIFY.replaceAll(",", "\t")}\r\n42\tÉlodie\tDupré\te@example.com\tyes\t3 rue de l'Église\r\n`),
    {},
    { "e@example.com": { first_name: "Élodie", addresses: [address({ address_1: "3 rue de l'Église" })] } },
    [],
  ],
  [
    "Matrixify's with metafields; the second address is the default",
    lines(
      MATRIXIFY,
      "11,a@example.com,Ann,901,1 St,Rome,RM,IT,00100,FALSE,true",
      ",,,902,2 St,Tokyo,JP-13,JP,100,TRUE,",
    ),
    {},
    {
      "a@example.com": {
        ...{ external_id: "11", metadata: { "custom.vip": "true" } },
        addresses: [
          address({ city: "Rome", province: "it-rm", is_default_billing: false }),
          address({ city: "Tokyo", province: "jp-13", is_default_shipping: true, is_default_billing: true }),
        ],
      },
    },
    [],
  ],
  [
    "WooCommerce's with WooCommerce's codes of provinces, a password and a guest of the id 0",
    lines(
      WOO,
      "3,ken,$P$Bx,k@example.com,2021-02-03 04:05:06,Ken,Sato,Ken,1-2 Ginza,104,Chuo,JP13,JP,090,,,,,,",
      "0,,,g@example.com,,Gus,,,,,,,,,Gus,1 A St,1000,Bruxelles,,BE",
      "0,,,h@example.com,0000-00-00 00:00:00,Hal,,,,,,,,,,,,,,",
    ),
    {},
    {
      "g@example.com": { external_id: null, addresses: [address({ country_code: "be", is_default_billing: true })] },
      "h@example.com": { external_id: null, addresses: [] },
      "k@example.com": { external_id: "3", addresses: [address({ province: "jp-13", phone: "090" })] },
    },
    ["1 warning user_pass"],
  ],
  [
    "Magento's, customers and addresses: rows without email, of another website, streets of two lines",
    lines(
      COMPOSITE,
      'v@example.com,base,default,2019-05-30 12:41:26,Vera,M,Costa,1,abc:1:2,Vera,Costa,"6 Bluff\nUnit 2",Calder,Michigan,US,49628,1,',
      ",,,,,,,,,Vera,Costa,1 rue X,Paris,,FR,75001,,1",
      ",base,,,,,,,,,,,,,,,,",
    ),
    {},
    {
      "v@example.com": {
        first_name: "Vera M",
        addresses: [
          address({ address_1: "6 Bluff", address_2: "Unit 2", province: "us-mi", is_default_billing: true }),
          address({ address_1: "1 rue X", is_default_shipping: true, is_default_billing: false }),
        ],
      },
    },
    ["1 warning password_hash"],
  ],
  [
    "Stripe's with names of cards, and the last name first",
    lines(
      "id,Email,Name,Created (UTC),Delinquent,Card ID,Card Name,plan_key (metadata)",
      "cus_A,a@example.com,,2023-08-04 11:09,false,,Jenny Roe,web",
      'cus_B,b@example.com,"van der Berg, Jan",2023-08-04 11:09,,,,',
      'cus_C,c@example.com,"John Smith, Jr.",2023-08-04 11:09,,,,',
    ),
    {},
    {
      "a@example.com": { external_id: "cus_A", first_name: "Jenny", metadata: { plan_key: "web" } },
      "b@example.com": { first_name: "Jan", last_name: "van der Berg" },
      "c@example.com": { first_name: "John", last_name: "Smith, Jr." },
    },
    [],
  ],
  [
    "BigCommerce's with a date in words and an unknown group",
    lines(
      "Customer ID,First Name,Email Address,Store Credit,Customer Group,Date Joined,Receive Marketing Emails?",
      "5,Bo,b@example.com,0.00,,15th Aug 2016,Yes",
      "6,Cy,c@example.com,0.00,Retail,16th Aug 2016,No",
    ),
    {},
    { "b@example.com": { created_at: new Date("2016-08-15T00:00:00Z"), metadata: { store_credit: "0.00" } } },
    ["3 error groups"],
  ],
  [
    "PrestaShop's table from a database: NULL is no value, Null is a name",
    lines(
      "id_customer;id_gender;id_default_group;firstname;lastname;email;passwd;newsletter_date_add;note;date_add",
      "2;1;3;Jan;Null;j@example.com;$2y$x;NULL;\\N;2024-03-02 10:11:12",
    ),
    {},
    { "j@example.com": { external_id: "2", last_name: "Null", metadata: null } },
    ["1 warning passwd"],
  ],
  [
    "of a spreadsheet with formulas that failed",
    lines("Nr,Mail,Name,Tel,Ort", "1,a@example.com,Ann Lee,#N/A,Bonn", "#REF!,b@example.com,Bo,1,Bonn"),
    { mapping: { Nr: "external_id", Mail: "email", Name: "name", Tel: "phone", Ort: "address_1_city" } },
    { "a@example.com": { phone: null, addresses: [address({ city: "Bonn" })] } },
    ["2 warning phone", "3 error external_id"],
  ],
  [
    "written manually, with spaces before the quotes",
    '"email", "first_name", "address_1_address_1"\n"a@example.com", "Ann", "1 Main St, Apt 2"\n',
    {},
    { "a@example.com": { first_name: "Ann", addresses: [address({ address_1: "1 Main St, Apt 2" })] } },
    [],
  ],
  [
    "with the year first in dates",
    lines(
      "Mail|Since",
      "a@example.com|2024/1/5 9:07",
      "b@example.com|20240131",
      "c@example.com|2024-01-31 01:30:00 PM",
      "d@example.com|05/01/2024",
    ),
    { mapping: { Mail: "email", Since: "created_at" } },
    {
      "a@example.com": { created_at: new Date("2024-01-05T09:07:00Z") },
      "b@example.com": { created_at: new Date("2024-01-31T00:00:00Z") },
      "c@example.com": { created_at: new Date("2024-01-31T13:30:00Z") },
      "d@example.com": {},
    },
    ["5 warning created_at"],
  ],
  [
    "with countries in their own language, and provinces in English",
    lines(
      "M,C,P,L",
      "a@example.com,Warszawa,,Polska",
      "b@example.com,Munich,Bavaria,Deutschland",
      "c@example.com,Florence,Tuscany,Italy",
      "d@example.com,Albany,New York State,USA",
      "e@example.com,Cork,Co. Cork,Ireland (Republic of)",
      "f@example.com,Las Palmas,,Canary Islands",
    ),
    { mapping: { M: "email", C: "address_1_city", P: "address_1_province", L: "address_1_country_code" } },
    {
      "a@example.com": { addresses: [address({ country_code: "pl", province: null })] },
      "b@example.com": { addresses: [address({ province: "de-by" })] },
      "c@example.com": { addresses: [address({ province: "it-52" })] },
      "d@example.com": { addresses: [address({ province: "us-ny" })] },
      "e@example.com": { addresses: [address({ country_code: "ie", province: "ie-co" })] },
      "f@example.com": { addresses: [address({ country_code: "es" })] },
    },
    [],
  ],
];

/** Files that are not known, and the columns that must be in the suggested mapping. */
export const SUGGESTED: [name: string, file: string, options: ImportOptionsInput, stored: object][] = [
  [
    "PrestaShop's list in French",
    lines(
      "ID;Titre de civilité;Prénom;Nom;Adresse e-mail;Groupe;Ventes;Inscription",
      "2;M.;John;DOE;p@example.com;Client;;2024-03-02 10:11:12",
    ),
    { create_groups: true },
    { "p@example.com": { external_id: "2", last_name: "DOE", created_at: new Date("2024-03-02T10:11:12Z") } },
  ],
  [
    "WooCommerce Analytics in Spanish: Nombre is the whole name",
    lines(
      "Nombre,Nombre de usuario,Registrarse,Correo electrónico,Ciudad,Región",
      "Ana Gil,ana,2024-01-02,a@example.com,León,",
    ),
    {},
    { "a@example.com": { first_name: "Ana", last_name: "Gil", addresses: [address({ city: "León" })] } },
  ],
  [
    "a German ERP's: the number of the house is not lost",
    lines(
      "Kunden-Nr.;Anrede;Vorname;Name;Straße;Hausnummer;PLZ;Ort;E-Mail-Adresse;angelegt am",
      "K7;Frau;Ute;Lang;Ring;5a;01067;Dresden;u@example.com;2024-01-02",
    ),
    {},
    {
      "u@example.com": {
        ...{ external_id: "K7", last_name: "Lang" },
        addresses: [address({ address_1: "Ring 5a", postal_code: "01067" })],
      },
    },
  ],
  [
    "a Spanish shop's with two addresses, whose kind stands behind the field",
    lines(
      "Código de cliente;Nombre;Apellidos;Correo electrónico;Dirección de facturación;Ciudad de facturación;Dirección de envío;Ciudad de envío",
      "9;Eva;Ruiz;e@example.com;Calle 1;León;Calle 2;Lugo",
    ),
    {},
    {
      "e@example.com": {
        ...{ external_id: "9", last_name: "Ruiz" },
        addresses: [address({ address_1: "Calle 1", city: "León" }), address({ address_1: "Calle 2", city: "Lugo" })],
      },
    },
  ],
  [
    "Wix's, with numbers of addresses",
    lines(
      "First Name,Last Name,Email 1,Phone 1,Address 1 - Type,Address 1 - Street,Address 1 - City,Address 1 - State/Region,Address 1 - Zip,Address 1 - Country,Created At (UTC+0)",
      "Ada,Lee,a@example.com,+1,Home,1 Main St,Reno,NV,89501,United States,2023-01-02",
    ),
    {},
    { "a@example.com": { phone: "+1", addresses: [address({ address_1: "1 Main St", province: "us-nv" })] } },
  ],
];
