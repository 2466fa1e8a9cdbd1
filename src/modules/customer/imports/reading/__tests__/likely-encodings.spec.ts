import { fromCodePage850 } from "../code-page-850";
import { decodeText } from "../decode-text";
import { refused } from "./read-all";

const read: Record<string, (bytes: Buffer) => string> = {
  "windows-1252": (bytes) => decodeText("windows-1252").decode(bytes),
  "windows-1250": (bytes) => new TextDecoder("windows-1250").decode(bytes),
};

/** The bytes of a text in an encoding of one byte a letter. */
function encoded(text: string, encoding: string): Buffer {
  const letters = Array.from({ length: 256 }, (_, byte) => read[encoding](Buffer.from([byte])));
  return Buffer.from([...text].map((letter) => letters.indexOf(letter)));
}

it.each([
  ["windows-1252", "Code client;Prénom;Société\n1;Irène;Sœurs & Cie – Évreux\n2;Françoise;L’Épicerie\n"],
  ["windows-1252", "Kundennr;Straße;Bemerkung\n1;Große Allee 3;zahlt bar – „gut“\n2;Äußerer Weg;5 €\n"],
  ["windows-1252", "Nº;Nombre;Población\n1;Íñigo;Logroño – centro\n"],
  ["windows-1252", "Nom;Prénom;Société\n1;Élodie;Hélène & Frères\n2;Šime;Crème Brûlée\n3;Aurélie;Café Léon\n"],
  [
    "windows-1252",
    "Nr;Straße\n1;Müller;Königsallee\n2;Žižek;Grüner Weg\n3;Bäcker;Schöne Aussicht\n4;Böhm;Nürnberg;Süd\n",
  ],
  ["windows-1252", "Nr;Navn;Gade\n1;Søren Šarić;Nørregade\n2;Jørgen;Østerå\n3;Bjørn;Ågade\n4;Åse;Kærvej\n"],
  [
    "windows-1250",
    "id;jméno;město\n1;Jiří Dvořák;Plzeň\n2;Tomáš Němec;Děčín\n3;Kateřina Malá;Příbram\n4;Zdeněk Veselý;Břeclav\n",
  ],
  ["windows-1250", "id;ime;mesto\n1;Žan Kovač;Škofja Loka\n2;Uroš Košir;Domžale\n3;Nežka Rožič;Celje\n"],
  ["windows-1250", "id;ime;grad\n1;Željko Šarić;Čakovec\n2;Đurđa Babić;Šibenik\n3;Tomislav Žanić;Požega\n"],
  ["windows-1250", "id;jméno;příjmení\n1;Věra;Šťastná\n2;Tomáš;Růžička\n"],
  ["windows-1250", "Nr;Imię;Miasto\n1;Łucja;Świnoujście\n2;Bożena;Łódź\n"],
])("a refusal names the likely encoding, also where two have the same letters: %s", async (encoding, text) => {
  expect(await refused(encoded(text, encoding))).toContain(`likely "encoding": "${encoding}"`);
});

it.each([
  ["windows-1251", "Email;Имя;Фамилия;Город\nivan@x.io;Иван;Петров;Москва\n"],
  ["windows-1251", "id;Имя\n1;Юлия\n2;Фёдор\n"],
  ["windows-1253", "Email;Όνομα;Επώνυμο\nn@x.io;Νίκος;Παπαδόπουλος\n"],
])("a refusal names the likely encoding of other letters: %s", async (encoding, text) => {
  const letters = Array.from({ length: 256 }, (_, byte) => new TextDecoder(encoding).decode(Buffer.from([byte])));
  expect(await refused(Buffer.from([...text].map((letter) => letters.indexOf(letter))))).toContain(
    `likely "encoding": "${encoding}"`,
  );
});

it.each([
  "Kundennr;Firma;Name\n1;Müller & Söhne;Jürgen Groß\n2;;Günter Jäger\n",
  "Nr;Nom;Ville\n1;Hélène Bérenger;Orléans\n2;François;Nîmes\n",
  "id;nombre;ciudad\n1;Begoña Núñez;A Coruña\n2;José Ibáñez;Cádiz\n",
])("a refusal names the code page of DOS, and what to do: %s", async (text) => {
  const letters = fromCodePage850(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)));
  const bytes = Buffer.from([...text].map((letter) => letters.indexOf(letter)));
  const message = await refused(bytes);
  expect(message).toContain("code page 850");
  expect(message).not.toContain('"encoding"');
});
