import de from "./json/de.json" with { type: "json" };
import en from "./json/en.json" with { type: "json" };

/** Codes are the dashboard's. Of a language that is not here, it shows English. */
export default {
  en: { "medusa-plugin-customers": en },
  de: { "medusa-plugin-customers": de },
};
