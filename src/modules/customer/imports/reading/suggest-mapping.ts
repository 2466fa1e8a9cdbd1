import { MedusaError } from "@medusajs/framework/utils";
import { isErrorOf } from "../../../../shared/errors";
import { addressColumn, type OwnAddressField } from "./formats/own-columns";
import { isSecretHeader } from "./formats/secrets";
import { storableText } from "./reject-file";

const UNKNOWN_HEADER = "customers_import_unknown_header";

/** The header of a file is not known. `suggested_mapping`: what the names of its columns mean, for a person to confirm. */
export class UnknownHeader extends MedusaError {
  constructor(
    message: string,
    readonly suggested_mapping: Record<string, string>,
  ) {
    super(MedusaError.Types.INVALID_DATA, message, UNKNOWN_HEADER);
  }
}

/** By its code: the error may come from another copy of this class. */
export function isUnknownHeader(error: unknown): error is UnknownHeader {
  return isErrorOf(error) && error.code === UNKNOWN_HEADER;
}

/**
 * Names of columns in English, German, French, Spanish, Dutch, Italian and Portuguese, without accents and signs; by
 * target, the likeliest column first where a file has several.
 */
const NAMES: Readonly<Record<string, string>> = {
  external_id:
    "customer id,customer number,customer no,customer key,customer code,client id,id customer,user id,kundennummer,kunden nr,kundennr,kunden id,numero client,n client,no client,code client,id client,numero de cliente,id cliente,codigo cliente,codigo de cliente,klantnummer,klant id,klantnr,numero cliente,codice cliente,id",
  email:
    "email,e mail,email address,billing email,e mail address,mail,emailaddress,customer email,user email,email 1,e mail adresse,emailadresse,email adresse,mailadresse,adresse e mail,adresse email,adresse mail,courriel,adresse electronique,correo,correo electronico,direccion de correo electronico,direccion de correo,e mailadres,emailadres,mailadres,indirizzo email,indirizzo e mail,posta elettronica,endereco de email,endereco de e mail,correio eletronico",
  first_name:
    "first name,firstname,given name,forename,fname,vorname,prenom,nombre,nombre de pila,primer nombre,voornaam,nome,primeiro nome",
  last_name:
    "last name,lastname,surname,family name,lname,nachname,familienname,nom,nom de famille,apellido,apellidos,primer apellido,achternaam,familienaam,cognome,sobrenome,apelido,ultimo nome",
  name: "name,full name,fullname,customer name,contact name,kundenname,vollstandiger name,nom complet,nombre completo,nombre y apellidos,volledige naam,naam,klantnaam,nome completo,nome e cognome",
  company_name:
    "company,company name,organisation,organization,business name,firma,firmenname,unternehmen,societe,entreprise,raison sociale,empresa,nombre de la empresa,razon social,bedrijf,bedrijfsnaam,azienda,ragione sociale,societa,nome da empresa",
  phone:
    "phone,phone number,telephone,mobile,mobile phone,mobile number,cell,cell phone,tel,telefon,telefonnummer,mobil,mobiltelefon,handy,handynummer,telephone portable,numero de telephone,portable,telefono,numero de telefono,movil,telefono movil,celular,telefoon,telefoonnummer,mobiel,mobiele telefoon,cellulare,numero di telefono,telefone,numero de telefone,telemovel",
  created_at:
    "created at,created,date created,creation date,registered,date registered,registration date,sign up,signup date,customer since,join date,anmeldedatum,registriert,registriert am,registrierungsdatum,erstellt,erstellt am,erstellungsdatum,kunde seit,date d inscription,inscription,date de creation,cree le,fecha de registro,registro,fecha de creacion,fecha de alta,creado,registratiedatum,geregistreerd,aangemaakt,aangemaakt op,aanmaakdatum,data di registrazione,data registrazione,data di creazione,creato il,data de registro,data de cadastro,data de criacao,criado em",
  groups:
    "group,groups,customer group,customer groups,kundengruppe,kundengruppen,gruppe,groupe,groupes,groupe de clients,groupe client,grupo,grupos,grupo de clientes,grupo de cliente,klantgroep,klantengroep,klantgroepen,groep,gruppo,gruppi,gruppo clienti,gruppo di clienti",
  "metadata.note":
    "note,notes,comment,comments,notiz,notizen,bemerkung,bemerkungen,kommentar,remarque,remarques,commentaire,nota,notas,observaciones,comentario,opmerking,opmerkingen,notitie,commento,observacoes",
  "metadata.tags": "tags,tag,schlagworter,etiquettes,etiquetas,labels,etichette",
};

/** Names, a company and a phone are an address's where a word before them says so. */
const ADDRESS: Partial<Record<OwnAddressField, string>> = {
  company: NAMES.company_name,
  first_name: NAMES.first_name,
  last_name: NAMES.last_name,
  phone: NAMES.phone,
  address_1:
    "address,address 1,address1,address line 1,address line1,street,street address,street 1,adresse,adresse 1,strasse,straße,anschrift,strasse und hausnummer,rue,adresse postale,direccion,direccion 1,calle,domicilio,adres,adres 1,straat,straat en huisnummer,indirizzo,indirizzo 1,via,endereco,endereco 1,morada,rua",
  address_2:
    "address 2,address2,address line 2,address line2,street 2,adresse 2,adresszusatz,complement d adresse,complement adresse,direccion 2,adres 2,indirizzo 2,endereco 2,complemento",
  city: "city,town,suburb,ort,stadt,wohnort,ville,commune,ciudad,poblacion,localidad,stad,plaats,woonplaats,citta,comune,cidade,localidade",
  province:
    "state,province,region,county,state province,province state,bundesland,kanton,departement,provincia,estado,comunidad autonoma,provincie,regione,regio,distrito",
  postal_code:
    "postal code,postcode,post code,zip,zip code,zipcode,postleitzahl,plz,code postal,codigo postal,cp,postcode 1,cap,codice postale,codice di avviamento postale,cep,codigo de endereco postal",
  country_code:
    "country,country code,country region,nation,land,land region,landercode,landcode,pays,pays region,code pays,pais,pais region,codigo de pais,landen,paese,paese regione,nazione,codice paese,pais regiao",
};

/** Words before a field that say which address it is of; without one it is the first. */
const FIRST =
  "billing,invoice,bill to,default,default address,home,rechnung,rechnungs,rechnungsadresse,facturation,facturacion,factuur,fatturazione,faturamento,cobranca";
const SECOND =
  "shipping,delivery,ship to,liefer,lieferung,lieferadresse,versand,livraison,envio,entrega,verzend,verzending,bezorg,spedizione,consegna";

/** A name without accents, signs and case. */
const fold = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const listed = (names: string): string[] => names.split(",").map(fold);

/** Every name that is known, and where a column of this name goes. `rank`: the lower, the likelier. */
const KNOWN: ReadonlyMap<string, { target: string; rank: number }> = new Map([
  ...Object.entries(ADDRESS).flatMap(([field, names]) => {
    // as: the keys of the table are fields.
    const one = field as OwnAddressField;
    return listed(names).flatMap((name, rank): [string, { target: string; rank: number }][] => [
      [name, { target: addressColumn(1, one), rank }],
      ...listed(FIRST).map((word): [string, { target: string; rank: number }] => [
        `${word} ${name}`,
        { target: addressColumn(1, one), rank: rank + 100 },
      ]),
      ...listed(SECOND).map((word): [string, { target: string; rank: number }] => [
        `${word} ${name}`,
        { target: addressColumn(2, one), rank },
      ]),
    ]);
  }),
  ...Object.entries(NAMES).flatMap(([target, names]) =>
    listed(names).map((name, rank): [string, { target: string; rank: number }] => [name, { target, rank }]),
  ),
]);

/**
 * What the names of columns mean, one column for each target. Columns without such a name are not in it: a mapping leaves
 * them out, and in a file without a header they would be a customer's data.
 */
export function suggestMapping(headers: readonly string[]): Record<string, string> {
  const best = new Map<string, { header: string; rank: number }>();
  for (const header of headers) {
    const known = isSecretHeader(header) ? undefined : KNOWN.get(fold(header));
    const other = known && best.get(known.target);
    if (known && (other === undefined || known.rank < other.rank)) {
      best.set(known.target, { header, rank: known.rank });
    }
  }
  completeNames(best);
  const targets = new Map([...best].map(([target, { header }]) => [header, target]));
  return Object.fromEntries(
    headers.flatMap((header) => (targets.has(header) ? [[header, targets.get(header) ?? ""]] : [])),
  );
}

/** A name beside the first name is the last name, and the other way: in German, Vorname and Name. */
function completeNames(best: Map<string, { header: string; rank: number }>): void {
  const name = best.get("name");
  const missing = ["first_name", "last_name"].filter((part) => !best.has(part));
  if (name && missing.length < 2) {
    best.delete("name");
    missing.forEach((part) => void best.set(part, name));
  }
}

/** @throws UnknownHeader with a mapping as the names of the columns suggest it. `isOther`: its rows are no customers. */
export function refuseHeader(reason: string, headers: readonly string[], { isOther = false } = {}): never {
  // The number of an order is no customer's.
  const suggested = Object.fromEntries(
    Object.entries(suggestMapping(headers)).filter(([, target]) => !isOther || target !== "external_id"),
  );
  const what = Object.keys(suggested).length
    ? "Confirm the suggested mapping of the answer, or correct it, and send the file with it."
    : 'If the file has a header, give a mapping from its names to ours, such as {"E-Mail": "email"}; if it has none, ' +
      "put one before its first line.";
  throw new UnknownHeader(storableText(`${reason} ${what}`), suggested);
}
