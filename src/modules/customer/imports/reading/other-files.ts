/** Files that hold customers' emails and are no lists of customers, or are another system's; by columns that no other has. */
const OTHERS: readonly { what: string; least: number; of: readonly string[] }[] = [
  {
    what: "a list of orders",
    least: 2,
    of: [
      ...["order_id", "order id", "order number", "order_number", "order_key", "order_total", "order total"],
      ...["order_status", "order status", "order_date", "order date", "order_currency", "order_subtotal"],
      ...["lineitem name", "lineitem quantity", "lineitem sku", "financial status", "fulfillment status"],
      ...["payment_method", "payment method", "payment_method_title", "shipping_method_title", "paid at"],
      ...["fulfilled at", "item_name", "line_items", "cart_discount", "grand total (base)", "grand total (purchased)"],
      ...["bestellnummer", "numero de commande", "numero de pedido", "numero ordine", "bestelnummer"],
    ],
  },
  {
    what: "a list of products",
    least: 2,
    of: ["sku", "variant sku", "variant price", "handle", "regular price", "stock", "product_type", "barcode"],
  },
  {
    what: "a list of subscriptions",
    least: 2,
    of: ["subscription_id", "subscription id", "subscription_status", "next_payment_date", "next payment date"],
  },
  {
    what: "a list of payments",
    least: 2,
    of: [
      ...["amount refunded", "captured", "statement descriptor", "payment source type", "converted amount"],
      ...["balance transaction", "transaction id", "transaction type", "gross", "fee"],
    ],
  },
  {
    what: "a list of leads",
    least: 1,
    of: ["lead source", "lead status", "lead owner", "lead id", "lead_source", "lead_status", "leadsource"],
  },
  {
    what: "contacts of HubSpot",
    least: 2,
    of: ["record id", "lifecycle stage", "contact owner", "associated company", "hubspot score", "last activity date"],
  },
  {
    what: "contacts of Salesforce",
    least: 2,
    of: ["account name", "account id", "contact id", "mailing street", "mailing city", "mailingstreet", "mailingcity"],
  },
  {
    what: "contacts of Google",
    least: 2,
    of: ["e-mail 1 - value", "e-mail 1 - label", "e-mail 1 - type", "phone 1 - value", "given name", "family name"],
  },
  {
    what: "contacts of Outlook",
    least: 2,
    of: ["e-mail address", "e-mail 2 address", "business phone", "home street", "business street", "mobile phone"],
  },
  {
    what: "contacts of Zoho CRM",
    least: 2,
    of: ["contact owner", "contact id", "created by", "modified by", "vendor name", "mailing street", "skype id"],
  },
];

/** What a file looks like that is no list of customers of a system that is known; undefined where it may be one. */
export function looksLike(headers: readonly string[]): string | undefined {
  const named = new Set(headers.map((header) => header.toLowerCase()));
  return OTHERS.find(({ least, of }) => of.filter((header) => named.has(header)).length >= least)?.what;
}
