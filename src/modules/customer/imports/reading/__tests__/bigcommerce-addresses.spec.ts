import { readAll } from "./read-all";

const HEADER = "Customer ID,First Name,Last Name,Email,Store Credit,Customer Group,Addresses";
const row = (addresses: string): string => `7,Jo,March,jo@x.io,0.00,Wholesale,"${addresses}"\n`;

const FIRST =
  "Address ID: 3, Address Name: Jo March, Address First Name: Jo, Address Last Name: March, Address Company: , Address Line 1: 1 Lake Rd, " +
  "Address Line 2: Attn: Bo, Suite 4, City/Suburb: Concord, State/Province: Massachusetts, State Abbreviation: MA, Zip/Postcode: 01742, " +
  "Country: United States, Building Type: residential, Address Phone: 555-0199";
const SECOND =
  "Address ID: 4, Address First Name: Jo, Address Last Name: March, Address Company: A|B Ltd, Address Line 1: Main St 2, " +
  "Address Line 2: , City/Suburb: Paris, State/Province: , State Abbreviation: , Zip/Postcode: 75001, Country: France, " +
  "Building Type: commercial, Address Phone: ";

async function read(addresses: string) {
  const { format, warnings, rows } = await readAll(`${HEADER}\n${row(addresses)}`);
  const [{ customer, errors }] = rows;
  return { format, warnings, addresses: customer?.addresses, problems: (errors ?? []).map(({ field }) => field) };
}

it("addresses in one cell are addresses, each in its slot, with the commas, colons and signs of their values", async () => {
  expect(await read(`${FIRST} | ${SECOND}`)).toEqual({
    format: "bigcommerce",
    warnings: [],
    addresses: [
      {
        ...{ slot: "bigcommerce:3", first_name: "Jo", last_name: "March", address_1: "1 Lake Rd", city: "Concord" },
        ...{ address_2: "Attn: Bo, Suite 4", province: "us-ma", postal_code: "01742", country_code: "us" },
        phone: "555-0199",
      },
      {
        ...{ slot: "bigcommerce:4", first_name: "Jo", last_name: "March", company: "A|B Ltd", address_1: "Main St 2" },
        ...{ city: "Paris", postal_code: "75001", country_code: "fr" },
      },
    ],
    problems: [],
  });
});

it("an empty address book has no address, and a country that is not known costs the country", async () => {
  expect(await read("")).toMatchObject({ addresses: undefined, problems: [] });
  const { addresses, problems } = await read(
    "Address ID: 5, Address Line 1: Road 1, City/Suburb: Oz, Country: Atlantis",
  );
  expect(addresses).toEqual([{ slot: "bigcommerce:5", address_1: "Road 1", city: "Oz" }]);
  expect(problems).toEqual(["address_1_country_code"]);
});

it("another form of the cell is kept whole, with a warning", async () => {
  expect(await read("Home: 1 Lake Rd")).toMatchObject({
    addresses: [{ address_1: "Home: 1 Lake Rd" }],
    problems: ["address_1_address_1"],
  });
});

it("a column for each field counts before the cell with all", async () => {
  const { rows } = await readAll(
    `${HEADER},Address ID - 1,Address Line 1 - 1,City - 1,Zip - 1\n${row(FIRST).trim()},9,Road 9,Ely,CB7\n`,
  );
  expect(rows[0].customer?.addresses).toEqual([
    { slot: "bigcommerce:9", address_1: "Road 9", city: "Ely", postal_code: "CB7" },
  ]);
});
