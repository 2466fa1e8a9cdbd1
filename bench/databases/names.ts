/**
 * What the generated people are called. The lists run from frequent to rare; the generator picks early entries more
 * often. Letters beyond ASCII are in the share that a European shop has, and the tokens below exist for the searches.
 */
export const FIRST_NAMES = [
  ...["Anna", "James", "Maria", "John", "Emma", "David", "Olivia", "Michael", "Sofia", "Thomas", "Laura", "Daniel"],
  ...["José", "Julia", "Peter", "Sarah", "Lucas", "Eva", "Martin", "Lisa", "Paul", "Nina", "Mark", "Chloé"],
  ...["Robert", "Hannah", "Jan", "Sara", "Björn", "Clara", "Simon", "Elena", "Zoë", "Felix", "Marta", "Günther"],
  ...["Kevin", "Ingrid", "Łukasz", "Amélie", "Omar", "Yuki", "André", "Fatima", "Søren", "Noémi", "Viktor", "Aisha"],
  ...["Hugo", "Greta", "Mateo", "Ines", "Raúl", "Bea", "Tariq", "Wei", "Jürgen", "Saskia", "Dmitri", "Xiomara"],
] as const;

export const LAST_NAMES = [
  ...["Jones", "Garcia", "de Vries", "Schmidt", "Brown", "Jansen", "Martin", "Rossi", "Müller", "Bakker", "Lopez"],
  ...["Weber", "Dubois", "Taylor", "Visser", "Fischer", "Bernard", "Wilson", "Kowalski", "Meijer", "Moreau", "Evans"],
  ...["Hernández", "Becker", "Mulder", "Laurent", "Thomas", "Wagner", "Costa", "Peeters", "Hoffmann", "Roberts"],
  ...["Lefèvre", "Nowak", "Bos", "Ferrari", "Schulz", "Walker", "van den Berg", "Santos", "Koch", "Wright", "Dekker"],
  ...["Núñez", "Richter", "Hughes", "Nguyễn", "Klein", "Bianchi", "Green", "Wolf", "Dijkstra", "Sørensen", "Kaya"],
  ...["Schröder", "Petrov", "Okafor", "Yılmaz", "Tanaka", "Xu", "Quispe", "Żak", "Ångström", "Vanderbilt"],
] as const;

export const COMPANIES = [
  ...["Northwind", "Blue Harbour", "Acme", "Globex", "Initech", "Lumen", "Ørsted Supplies", "Café Central", "Vertex"],
  ...["Old Mill", "Kestrel", "Meridian", "Tulip Trading", "Alpenblick", "Sunrise Foods", "Granite", "Delta Works"],
] as const;

export const EMAIL_DOMAINS = ["gmail.com", "outlook.com", "example.com", "icloud.com", "proton.me", "web.de"] as const;

export const STREETS = [
  ...["Main Street", "Keizersgracht", "High Street", "Hauptstraße", "Rue de la Paix", "Calle Mayor", "Via Roma"],
  ...["Station Road", "Church Lane", "Dorpsstraat", "Bahnhofstraße", "Avenue Foch", "Park Avenue", "Oak Street"],
] as const;

/** City, country, province, first digits of the postal code. */
export const CITIES = [
  ["London", "gb", "Greater London", "10"],
  ["Amsterdam", "nl", "Noord-Holland", "11"],
  ["Berlin", "de", "Berlin", "12"],
  ["Paris", "fr", "Île-de-France", "75"],
  ["Madrid", "es", "Madrid", "28"],
  ["New York", "us", "NY", "100"],
  ["München", "de", "Bayern", "80"],
  ["Rotterdam", "nl", "Zuid-Holland", "30"],
  ["Kraków", "pl", "Małopolskie", "31"],
  ["Århus", "dk", "Midtjylland", "80"],
  ["Torino", "it", "Piemonte", "101"],
] as const;

/** The last name of 12 in 100 customers, and of no street, company or domain. */
export const COMMON_NAME = "Smith";
export const COMMON_SHARE = 0.12;

/** The last name of five customers at any number of rows. */
export const RARE_NAME = "Quetzalcoatl";
export const RARE_CUSTOMERS = 5;
