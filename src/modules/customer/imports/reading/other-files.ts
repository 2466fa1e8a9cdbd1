import { foldName } from "./fold-name";

/**
 * Files that hold customers' emails and are no lists of customers, or are another system's; by columns that no other has. Names
 * are as `foldName` gives them. `isWeak`: files of a system that is known may have such columns too.
 */
const OTHERS: readonly { what: string; least: number; of: readonly string[]; isWeak?: boolean }[] = [
  {
    what: "a list of orders",
    least: 2,
    of: [
      ...["order id", "order number", "order key", "order total", "order status", "order date", "order currency"],
      ...["order subtotal", "order item id", "purchase date", "lineitem name", "lineitem quantity", "lineitem sku"],
      ...["financial status", "fulfillment status", "payment method", "payment method title", "paid at"],
      ...["shipping method title", "fulfilled at", "item name", "line items", "cart discount", "grand total base"],
      ...["grand total purchased", "bestellnummer", "bestelldatum", "bestellstatus", "zahlungsart", "zahlungsmethode"],
      ...["numero de commande", "date de commande", "mode de paiement", "numero de pedido", "fecha de pedido"],
      ...["fecha del pedido", "metodo de pago", "numero ordine", "numero d ordine", "data ordine", "data dell ordine"],
      ...["metodo di pagamento", "bestelnummer", "besteldatum", "bestelstatus", "betaalmethode", "numero do pedido"],
      ...["data do pedido", "forma de pagamento"],
    ],
  },
  {
    what: "a list of products",
    least: 2,
    of: ["sku", "variant sku", "variant price", "handle", "regular price", "stock", "product type", "barcode"],
  },
  {
    what: "a list of subscriptions",
    least: 2,
    of: [
      ...["subscription id", "subscription status", "next payment date", "current period start utc"],
      ...["current period end utc", "trial start utc", "trial end utc", "canceled at utc"],
    ],
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
    least: 1,
    of: ["e mail 1 value", "e mail 1 label", "e mail 1 type"],
    isWeak: true,
  },
  {
    what: "contacts of Outlook",
    least: 2,
    of: ["e mail address", "e mail 2 address", "business phone", "home street", "business street", "mobile phone"],
  },
  {
    what: "contacts of Zoho CRM",
    least: 2,
    of: ["contact owner", "contact id", "created by", "modified by", "vendor name", "mailing street", "skype id"],
    isWeak: true,
  },
  // Contacts have columns of leads too.
  {
    what: "a list of leads",
    least: 1,
    of: ["lead source", "lead status", "lead owner", "lead id", "leadsource", "leadstatus"],
    isWeak: true,
  },
];

/**
 * What a file looks like that is no list of customers of a system that is known; undefined where it may be one. `isKnown`: it
 * has the columns of such a system.
 */
export function looksLike(headers: readonly string[], { isKnown }: { isKnown: boolean }): string | undefined {
  const named = new Set(headers.map(foldName));
  return OTHERS.filter(({ isWeak }) => !isWeak || !isKnown).find(
    ({ least, of }) => of.filter((header) => named.has(header)).length >= least,
  )?.what;
}
