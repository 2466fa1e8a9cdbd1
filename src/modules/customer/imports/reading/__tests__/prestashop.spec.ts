import { readAll } from "./read-all";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

it("the second phone of an address of PrestaShop is left out with a warning, unless it is the same number", async () => {
  const header = "Customer e-mail*,Alias*,Manufacturer,Firstname*,Address*,Zipcode*,City*,Country*,Phone,Mobile Phone";
  const row = (phones: string): string => `a@x.io,Home,,Bo,Road 1,75002,Paris,FR,${phones}`;
  const { rows } = await readAll(
    lines(header, row("0102030405,0601020304"), row("0601020304,+33 6 01 02 03 04"), row(",06")),
  );
  expect(rows.map(({ customer }) => customer?.addresses?.[0].phone)).toEqual(["0102030405", "0601020304", "06"]);
  expect(rows.map(({ errors }) => errors?.map(({ field, reason }) => [field, reason]) ?? [])).toEqual([
    [["address_1_phone", 'is one of two phones of the row: "0601020304" is left out']],
    [],
    [],
  ]);
});

it.each([
  [
    "ID;Title;Last name;First Name;Email address;Age;Enabled;News.;Opt.;Registration;Last visit",
    "7;1;Roe;Ana;a@x.io;-;1;0;0;2013-07-04 15:20:02;",
  ],
  [
    "ID;Titre de civilité;Prénom;Nom;Adresse e-mail;Groupe;Ventes;Activé;Newsletter;Offres partenaires;Inscription;Dernière visite",
    "7;Mme;Ana;Roe;a@x.io;Visiteur;--;1;0;0;2013-07-04 15:20:02;",
  ],
  [
    "ID;Anrede;Vorname;Nachname;E-Mail-Adresse;Gruppe;Umsatz;Aktiviert;Newsletter;Partnerangebote;Registrierung;Letzter Besuch",
    "7;Frau;Ana;Roe;a@x.io;Gast;--;1;0;0;2013-07-04 15:20:02;",
  ],
  [
    "ID;Tratamiento;Nombre;Apellidos;Dirección de correo electrónico;Grupo;Ventas;Activado;Boletín de noticias;Ofertas de socios;Registro;Última visita",
    "7;Sra.;Ana;Roe;a@x.io;Visitante;--;1;0;0;2013-07-04 15:20:02;",
  ],
  [
    "ID;Titolo;Nome;Cognome;Indirizzo email;Gruppo;Vendite;Attivato;Newsletter;Offerte dei partner;Registrazione;Ultima visita",
    "7;Sig.ra;Ana;Roe;a@x.io;Ospite;--;1;0;0;2013-07-04 15:20:02;",
  ],
])("the list of the back office is known in the language of its shop: %s", async (header, row) => {
  const { format, warnings, rows } = await readAll(lines(header, row));
  expect([format, warnings, rows.map(({ customer, errors }) => errors ?? { groups: [], ...customer })]).toEqual([
    "prestashop",
    [],
    [
      {
        external_id: "7",
        email: "a@x.io",
        first_name: "Ana",
        last_name: "Roe",
        groups: [],
        created_at: "2013-07-04T15:20:02Z",
      },
    ],
  ]);
});

it("a list with names and an email alone is of no known system", async () => {
  await expect(readAll(lines("ID;Prénom;Nom;Adresse e-mail;Groupe;Inscription", "7;Ana;Roe;a@x.io;;"))).rejects.toThrow(
    /suggested mapping/,
  );
});
