import de from "./json/de.json" with { type: "json" };
import en from "./json/en.json" with { type: "json" };

/** The texts by the dashboard's language codes. For a missing language it shows English. */
export default {
  en: { "medusa-plugin-customers": en },
  de: { "medusa-plugin-customers": de },
};
