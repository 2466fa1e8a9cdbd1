import type { OwnAddressField } from "./formats/own-columns";

/**
 * Names of columns in English, German, French, Spanish, Dutch, Italian and Portuguese, without accents and signs; by
 * target, the likeliest column first where a file has several.
 */
export const NAMES: Readonly<Record<string, string>> = {
  // The id of an address finds it again in a later file.
  address_1_id: "address id,id address,id adresse,adress id,adressen id,id direccion,id indirizzo,adres id,id endereco",
  external_id:
    "customer id,customer number,customer no,customer key,customer code,customernumber,customer reference,reference id,account number,client id,id customer,user id,kundennummer,kunden nr,kundennr,kunden id,numero client,n client,no client,code client,id client,numero de cliente,id cliente,codigo cliente,codigo de cliente,klantnummer,klant id,klantnr,numero cliente,codice cliente,external id,external reference,customers id,customers cid,cust id,cust no,cust number,customer nr,client no,client number,client nr,client code,account no,account id,member id,member number,no cliente,num cliente,nr cliente,cod cliente,id do cliente,klantcode,debitornummer,debiteurnummer,debitor,codigo,codice,kd nr,kdnr,kd nummer,ref client,reference client,ref cliente,referencia cliente,riferimento cliente,id",
  email:
    "email,e mail,email address,e mail address,mail,emailaddress,customer email,user email,email 1,e mail adresse,emailadresse,email adresse,mailadresse,adresse e mail,adresse email,adresse mail,courriel,adresse electronique,correo,correo electronico,direccion de correo electronico,direccion de correo,e mailadres,emailadres,mailadres,indirizzo email,indirizzo e mail,posta elettronica,endereco de email,endereco de e mail,correio eletronico,email id,primary email,contact email,epost,mailadres klant,correo e,email cliente,e mail 1 value,email 1 value,e mail du client,email du client,adresse e mail du client,e mail client,email del cliente,correo del cliente,e mail des kunden,email do cliente,billing email",
  first_name:
    "first name,firstname,given name,forename,fname,vorname,prenom,nombre,nombre de pila,primer nombre,voornaam,nome,primeiro nome",
  last_name:
    "last name,lastname,surname,family name,lname,nachname,familienname,nom,nom de famille,apellido,apellidos,primer apellido,apellido 1,1 apellido,1er apellido,1o apellido,achternaam,familienaam,cognome,sobrenome,apelido,ultimo nome",
  name: "name,full name,fullname,customer name,contact name,kundenname,vollstandiger name,nom complet,nombre completo,nombre y apellidos,volledige naam,naam,klantnaam,nome completo,nome e cognome,display name,nome e sobrenome,nom et prenom,nom prenom,cliente,klant,contactpersoon,ansprechpartner,name 1,name1",
  company_name:
    "company,company name,organisation,organization,business name,firma,firmenname,unternehmen,societe,entreprise,raison sociale,empresa,nombre de la empresa,razon social,bedrijf,bedrijfsnaam,azienda,ragione sociale,societa,nome da empresa,organization name,organisation name,organization 1 name",
  phone:
    "phone,phone number,telephone,phone 1,mobile,mobile phone,mobile number,cell,cell phone,tel,telefon,telefonnummer,mobil,mobiltelefon,handy,handynummer,telephone portable,numero de telephone,portable,telefono,numero de telefono,movil,telefono movil,celular,telefoon,telefoonnummer,mobiel,mobiele telefoon,cellulare,numero di telefono,telefone,numero de telefone,telemovel,mobile no,phone no,contact number,telephone number,tel mobile,gsm,tel nr,numero di cellulare,telephone fixe,telefone celular,phone 1 value,telefon 1,telefoon 1,telefono 1,telephone 1,phone mobile,phone home,phone work,tel portable,tel fixe,tel movil,tel domicile,n tel",
  created_at:
    "created at,created,date created,creation date,registered,date registered,registration date,sign up,signup date,customer since,join date,created at utc 0,anmeldedatum,registrierung,angelegt am,angelegt,eroffnet am,registriert,registriert am,registrierungsdatum,erstellt,erstellt am,erstellungsdatum,kunde seit,date d inscription,inscription,date de creation,cree le,fecha de registro,registro,registrarse,fecha de creacion,fecha de alta,creado,registratiedatum,registratie,geregistreerd,aangemeld op,aangemaakt,aangemaakt op,aanmaakdatum,data di registrazione,data registrazione,iscrizione,data di iscrizione,data iscrizione,data di creazione,creato il,data de registro,data de cadastro,cadastro,data de criacao,criado em,create date,date added,customers date added,member since,registered on,created on,creation time,datum van registratie,registratie datum,aanmelding,klant sinds,enregistrement,date d enregistrement,client depuis,cliente desde,cliente dal,registado em,data registo,data de registo,data creazione,data inserimento,registrierdatum,anmeldung,registrazione,date de creation du compte,fecha de creacion de la cuenta,f alta,fecha alta,f registro,fecha registro,data reg,dt cadastro",
  groups:
    "group,groups,customer group,customer groups,customergroup,customer group name,group name,kundengruppe,kundengruppen,gruppe,groupe,groupes,groupe de clients,groupe client,grupo,grupos,grupo de clientes,grupo de cliente,klantgroep,klantengroep,klantgroepen,groep,gruppo,gruppi,gruppo clienti,gruppo di clienti,groupe par defaut,gruppo predefinito,grupo predeterminado,standardgruppe,standaardgroep",
  "metadata.note":
    "note,notes,comment,comments,notiz,notizen,bemerkung,bemerkungen,kommentar,remarque,remarques,commentaire,nota,notas,observaciones,comentario,opmerking,opmerkingen,notitie,commento,observacoes,commentaires,comentarios,commenti,memo,anmerkung,anmerkungen,note interne",
  "metadata.tax_id":
    "vat number,vat id,vat no,vat,tax id,tax number,ust idnr,ust id nr,ust id,ustid,ust nr,umsatzsteuer id,umsatzsteuer identifikationsnummer,uid nummer,numero de tva,numero tva,n tva,no tva,tva intracommunautaire,numero de tva intracommunautaire,partita iva,p iva,piva,btw nummer,btw nr,btwnummer,btw id,nif iva,numero de iva,cif",
  "metadata.tags": "tags,tag,schlagworter,etiquettes,etiquetas,labels,etichette",
};

/** Names, a company and a phone are an address's where a word before them says so. */
export const ADDRESS_NAMES: Partial<Record<OwnAddressField, string>> = {
  address_name: "alias,address name,address alias,address title,nom de l adresse,adressname,adressbezeichnung",
  company: NAMES.company_name,
  first_name: NAMES.first_name,
  last_name: NAMES.last_name,
  phone: NAMES.phone,
  address_1:
    "address,address 1,address1,address line 1,address line1,street,street address,street address 1,street 1,adresse,adresse 1,strasse,straße,anschrift,strasse und hausnummer,rue,adresse postale,direccion,direccion 1,calle,domicilio,adres,adres 1,straat,straat en huisnummer,indirizzo,indirizzo 1,via,endereco,endereco 1,morada,rua,mailing address,postal address,street and number,adresse postale 1,adresse ligne 1,calle y numero,via e numero,rua e numero,adresregel 1,strasse nr,strasse hausnummer,strasse hausnr",
  address_2:
    "address 2,address2,address line 2,address line2,street 2,street address 2,adresse 2,adresszusatz,complement d adresse,complement adresse,direccion 2,adres 2,indirizzo 2,endereco 2,complemento,street2,complement,adresse ligne 2,adressezusatz,address complement,adresregel 2,strasse 2,rue 2,adresse suite,adresse complement,calle 2,via 2,rua 2,straat 2,piso,appartement,apartment,unit,suite",
  city: "city,town,suburb,ort,localite,stadt,wohnort,ville,commune,ciudad,poblacion,localidad,stad,plaats,woonplaats,citta,comune,cidade,localidade,city suburb,locality,post town,municipality,city town,town city,municipio,gemeente,gemeinde",
  province:
    "state,province,region,county,state province,state region,province state,bundesland,kanton,departement,provincia,estado,comunidad autonoma,provincie,regione,regio,regiao,distrito,state code,province code,prov,uf,state abbreviation,departement region,state county,county state,provinz,bundesland provinz,bundesland kanton,region bundesland,etat province,estado provincia,provincia estado,provincia region",
  postal_code:
    "postal code,postcode,post code,zip,zip code,zipcode,postleitzahl,plz,code postal,codigo postal,cp,postcode 1,cap,codice postale,codice di avviamento postale,cep,codigo de endereco postal,zip postal code,zip postcode,postal zip code,postcode zip,zip code postal code,postal zip,c p,codice avviamento postale,cod postal,postnummer",
  country_code:
    "country,country code,country region,nation,land,land region,landercode,landcode,pays,pays region,code pays,pais,pais region,codigo de pais,landen,paese,paese regione,nazione,codice paese,pais regiao,land regio,regio land,country name,country iso,country iso code,country id,pais de residencia,land iso,iso land,country iso 2,country iso2,pays iso,pais iso,paese iso,landcode iso,iso country code,country 2 letter code",
};

/** The number of a house is the second part of the street, in the order of the file's columns. */
const HOUSE_NUMBERS =
  "hausnummer,hausnr,haus nr,house number,house no,house nr,street number,street no,huisnummer,huisnr,numero civico,civico,n civico,numero de rue,numero de calle,numero de casa";
/** The number of a house where it stands directly behind the street: `Straße;Nr.;PLZ`. */
const BARE_NUMBERS = "number,nummer,numero,nr,no,num";
const HOUSE_ADDITIONS =
  "toevoeging,toev,huisnummer toevoeging,huisnr toev,huisnummertoevoeging,huisnr toevoeging,hausnummerzusatz,hausnummer zusatz,house number addition,house number suffix";
const MIDDLE_NAMES =
  "middle name,middlename,second first name,zweiter vorname,deuxieme prenom,segundo nombre,secondo nome,tweede voornaam,nome do meio";
const INFIXES = "tussenvoegsel,tussenvoegsels,voorvoegsel,voorvoegsels,infix,name infix,namenszusatz";
const SECOND_LAST_NAMES =
  "segundo apellido,apellido 2,2 apellido,2o apellido,2do apellido,apellido materno,second last name,second surname";

/** A column with a part of a field beside another column; the values are joined in the order of the file. */
export type PartNames = {
  field: OwnAddressField;
  names: string;
  /** Names that mean it behind a word for an address only: behind others they are the number of an invoice. */
  atAddress?: string;
  /** Behind no word at all. */
  isBare?: true;
  /** Where the part has to stand, seen from the other column. `next`: directly behind it. */
  stands?: "before" | "behind" | "next";
  /** The field in a file with another order: "Jan", "Dijk", "van" is Jan van, Dijk. */
  otherwise?: OwnAddressField;
};

export const PARTS: readonly PartNames[] = [
  { field: "address_1", names: HOUSE_NUMBERS, atAddress: "number,nummer,numero" },
  { field: "address_1", names: BARE_NUMBERS, stands: "next", isBare: true },
  { field: "address_1", names: HOUSE_ADDITIONS, atAddress: "extension,addition" },
  { field: "first_name", names: MIDDLE_NAMES, stands: "behind" },
  { field: "last_name", names: INFIXES, stands: "before", otherwise: "first_name" },
  { field: "last_name", names: SECOND_LAST_NAMES, stands: "behind" },
];

/** Words for a person behind those that say which address it is at. */
export const NAMES_AT_ADDRESS = "name,naam,full name,person name,contact name,recipient name";

/** Words before a field of a customer that say whose it is. */
export const OF_CUSTOMER = /^(?:customers?|entry|contact|client|kunden?|klant) (?!id$|number$|no$|nr$)/;

/** Words before a field that say which address it is of; without one it is the first. */
export const FIRST_ADDRESS =
  "billing,billing address,addressbilling,mailing,mailing address,address 1,default billing address,primary address,physical,invoice,bill to,default,default address,home,rechnung,rechnungs,rechnungsadresse,facturation,facturacion,factuur,fatturazione,faturamento,cobranca";
export const FIRST_ADDRESS_BEHIND =
  "de facturation,de facturacion,di fatturazione,de faturamento,de cobranca,rechnungsadresse,factuuradres";
export const SECOND_ADDRESS =
  "shipping,shipping address,addressshipping,address 2,default shipping address,delivery address,delivery,ship to,liefer,lieferung,lieferadresse,versand,livraison,envio,entrega,verzend,verzending,bezorg,spedizione,consegna";
export const SECOND_ADDRESS_BEHIND =
  "de livraison,de envio,de entrega,di spedizione,di consegna,lieferadresse,bezorgadres,verzendadres";

/** Words for a second line of a street that also name a part of something else. */
export const UNITS: ReadonlySet<string> = new Set(["piso", "appartement", "apartment", "unit", "suite"]);

/** Words for the whole name that also stand for a half of it beside the other half. */
export const WHOLE_OR_HALF: ReadonlySet<string> = new Set(["nombre", "nome", "nom"]);

/** Words for a name that beside one half of it are the other half: Vorname and Name. */
export const OTHER_HALF: ReadonlySet<string> = new Set(["name", "naam", "kundenname", "kunden name", "klant naam"]);

/** Words for a whole name and nothing else; others may be a number or a company, such as Cliente. */
export const WHOLE_ONLY: ReadonlySet<string> = new Set([
  ...["full name", "fullname", "vollstandiger name", "nom complet", "nombre completo", "nombre y apellidos"],
  ...["volledige naam", "nome completo", "nome e cognome", "nome e sobrenome", "nom et prenom", "nom prenom"],
]);
