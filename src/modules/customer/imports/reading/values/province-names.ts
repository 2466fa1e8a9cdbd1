/**
 * What people and shops write for subdivisions beside the names of ISO 3166-2, which are those of the country's own languages:
 * English names, codes of postal services, codes that ISO has withdrawn.
 */
export const MORE_PROVINCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  at: { Carinthia: "2", "Lower Austria": "3", "Upper Austria": "4", Styria: "6", Tyrol: "7", Vienna: "9" },
  be: { Antwerp: "van", "East Flanders": "vov", "West Flanders": "vwv", "Flemish Brabant": "vbr", Brussels: "bru" },
  ca: { Newfoundland: "nl", NF: "nl", NFLD: "nl", PEI: "pe", PQ: "qc", QUE: "qc", ONT: "on", YK: "yt" },
  ch: { Geneva: "ge", Lucerne: "lu", Grisons: "gr", Berne: "be" },
  de: {
    ...{ Bavaria: "by", Hesse: "he", "Lower Saxony": "ni", "North Rhine-Westphalia": "nw", NRW: "nw", Saxony: "sn" },
    ...{ "Rhineland-Palatinate": "rp", "Saxony-Anhalt": "st", Thuringia: "th" },
    ...{ "Mecklenburg-Western Pomerania": "mv" },
  },
  es: {
    ...{ Andalusia: "an", "Balearic Islands": "ib", "Basque Country": "pv", "Canary Islands": "cn" },
    ...{ Catalonia: "ct", "Castile and León": "cl", Navarre: "nc" },
    ...{ Vizcaya: "bi", Guipúzcoa: "ss", Biscay: "bi" },
  },
  it: {
    ...{ Apulia: "75", Lombardy: "25", Piedmont: "21", Sardinia: "88", Sicily: "82", Tuscany: "52", Florence: "fi" },
    ...{ Genoa: "ge", Milan: "mi", Naples: "na", Padua: "pd", Rome: "rm", Turin: "to", Venice: "ve" },
  },
  mx: { CDMX: "cmx", DF: "cmx", "Distrito Federal": "cmx", "Mexico City": "cmx", "Estado de México": "mex" },
  nl: {
    ...{ "North Holland": "nh", "South Holland": "zh", "North Brabant": "nb", Guelders: "ge", Zealand: "ze" },
    Friesland: "fr",
  },
  pt: { Lisbon: "11", Oporto: "13", Azores: "20" },
  us: {
    ...{ Ala: "al", Ariz: "az", Ark: "ar", Calif: "ca", Colo: "co", Conn: "ct", Del: "de", Fla: "fl", Ill: "il" },
    ...{ Ind: "in", Kan: "ks", Mass: "ma", Mich: "mi", Minn: "mn", Miss: "ms", Mont: "mt", Neb: "ne", Nev: "nv" },
    ...{ Okla: "ok", Ore: "or", Penn: "pa", Tenn: "tn", Tex: "tx", Wash: "wa", Wis: "wi", Wyo: "wy" },
    "Washington DC": "dc",
  },
};

/** Words beside a name that say what kind of subdivision it is. The name is looked up without them too. */
export const KINDS_OF_PROVINCES =
  /^(?:co|county|state of|province of|provincia de|provincia di|provincia|kanton|canton de|canton|departement|estado de) | (?:county|state|province|prefecture|oblast|voivodeship|territory)$/;
