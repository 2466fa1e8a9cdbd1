import { isCompany } from "../values/company-form";
import { readAll } from "./read-all";

it.each([
  "Acme GmbH",
  "acme gmbh",
  "Bakkerij Jansen B.V.",
  "Garage Roux SARL",
  "Garage Roux S.A.R.L.",
  "Hart & Daughters Ltd.",
  "Widget, Inc.",
  "Berg GmbH & Co. KG",
  "Volta AG",
  "Neri S.r.l.",
  "Neri S.p.A.",
  "Talleres Ruiz S.L.",
  "Talleres Ruiz SL",
  "Nowak Sp. z o.o.",
  "Veselá s. r. o.",
  "Hansen A/S",
  "Blum e.K.",
  "Kiwi Pty Ltd",
  "SOUZA LTDA",
  "Müller & Söhne",
  "Smith and Sons",
  "Dupont et Fils",
  "García e Hijos",
  "Roy & Cie",
  "Acme Co.",
  "SARL Petit",
  "EURL Roy",
  "SAS Petit",
  "Stichting Kind",
])("a legal form makes a whole name that of a company: %s", (name) => {
  expect(isCompany(name)).toBe(true);
});

it.each([
  "Ida Berg",
  "MARIA SA",
  "Maria Sa",
  "Jan Sas",
  "Kim Co",
  "Hans & Eva Maier",
  "SAS PETIT",
  "Stichting",
  "Ida Fils",
  "Inc",
  "Ag Berg",
  "Ana de Sá",
  "J. B. Priest",
  "Ole Ab",
  "Lia Spa",
  "Dr. Ida S.",
  "Anna E. V.",
  "Lewis, S.C.",
  "Ruth A.S. Byatt",
])("a person stays a person: %s", (name) => {
  expect(isCompany(name)).toBe(false);
});

const people = async (text: string, mapping: Record<string, string>) =>
  (await readAll(text, { mapping })).rows.map(({ customer }) => customer ?? {});

it("a company in the column of whole names is the customer's company, and has no first and last name", async () => {
  const [company, person] = await people("Name,Mail\nAcme GmbH,a@x.io\nIda Berg,b@x.io\n", {
    Name: "name",
    Mail: "email",
  });
  expect(company).toMatchObject({ company_name: "Acme GmbH" });
  expect(company).not.toHaveProperty("first_name");
  expect(company).not.toHaveProperty("last_name");
  expect(person).toMatchObject({ first_name: "Ida", last_name: "Berg" });
});

it("a company in both columns is not a name too, and of two companies none is lost", async () => {
  const [same, other] = await people("Name,Firm,Mail\nAcme GmbH,Acme GmbH,a@x.io\nAcme GmbH,Acme Holding,b@x.io\n", {
    Name: "name",
    Firm: "company_name",
    Mail: "email",
  });
  expect(same).toMatchObject({ company_name: "Acme GmbH" });
  expect(same).not.toHaveProperty("last_name");
  expect(other).toMatchObject({ company_name: "Acme Holding", last_name: "Acme GmbH" });
  expect(other).not.toHaveProperty("first_name");
});

it("the company at an address is the address's", async () => {
  const mapping = { Mail: "email", To: "address_1_name", Street: "address_1_address_1" };
  const [row] = await people("Mail,To,Street\na@x.io,Acme Ltd,Road 1\n", mapping);
  expect(row.addresses).toEqual([expect.objectContaining({ company: "Acme Ltd", address_1: "Road 1" })]);
  expect(row.addresses?.[0]).not.toHaveProperty("first_name");
});
