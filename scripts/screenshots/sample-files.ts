const SHOPIFY_HEADER =
  "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1," +
  "Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Phone,Total Spent,Tags";

/** An export of Shopify: eight customers, one row with an error, and one with a warning. */
export const SHOPIFY_FILE = [
  SHOPIFY_HEADER,
  "'7012304011,Ada,Lovelace,ada.lovelace@example.com,yes,Analytical Engines,12 St James Square,London,,GB,SW1Y 4JH,'+442079460000,120.00,vip",
  "'7012304012,Grace,Hopper,grace.hopper@example.com,no,,1 Navy Yard,Arlington,VA,US,22202,,0.00,",
  ",Emmy,Noether,emmy.noether@example,yes,,Hauptstr. 1,Erlangen,BY,DE,91054,,35.50,wholesale",
  "'7012304014,Sofja,Kowalewskaja,sofja@example.com,no,,Drottninggatan 9,Stockholm,,SE,111 51,,80.00,",
  "'7012304015,Mary,Somerville,mary@example.com,yes,,4 Burntisland Rd,Jedburgh,,XX,TD8 6AB,,15.00,",
  "'7012304016,Hedy,Lamarr,hedy@example.com,yes,,6 Rosenweg,Wien,,AT,1010,,410.00,vip",
  "'7012304017,Maryam,Mirzakhani,maryam@example.com,no,,2 Campus Dr,Stanford,CA,US,94305,,0.00,",
  "'7012304018,Katherine,Johnson,katherine@example.com,yes,,1 Langley Blvd,Hampton,VA,US,23666,,64.00,",
  "",
].join("\n");

/** Columns of an unknown program. */
export const UNKNOWN_FILE = [
  "Kundennummer;Vorname;Nachname;E-Mail-Adresse;Firma;Telefon;Bemerkung",
  "10001;Ida;Noddack;ida.noddack@example.de;Rhenium KG;+49 30 901820;Stammkundin",
  "10002;Lise;Meitner;lise.meitner@example.de;;+43 1 4277;",
  "10003;Clara;Immerwahr;clara@example.de;Apotheke am Markt;;ruft zurück",
  "",
].join("\n");
