import { readAll } from "./read-all";

it("a row of Matrixify with a command to delete is passed over, with the further addresses of its customer", async () => {
  const header = "ID,Email,Command,Address Line 1,Address Zip,Address City,Address Country Code";
  const { rows } = await readAll(
    `${header}\n1,a@x.io,MERGE,1 St,1,Paris,FR\n2,b@x.io,DELETE,2 St,2,Paris,FR\n,,,3 St,3,Paris,FR\n3,c@x.io,Delete,,,,\n4,d@x.io,,4 St,4,Paris,FR\n,,,5 St,5,Paris,FR\n`,
  );
  expect(rows.map(({ line, customer }) => [line, customer?.email, customer?.addresses?.[0]?.address_1])).toEqual([
    [2, "a@x.io", "1 St"],
    [6, "d@x.io", "4 St"],
    [7, "d@x.io", "5 St"],
  ]);
});

it("an address of Matrixify with a command to delete is left out, and its customer stays", async () => {
  const header =
    "ID,Email,Address Command,Address Line 1,Address Zip,Address City,Address Country Code,Address Is Default";
  const { rows } = await readAll(
    `${header}\n1,a@x.io,MERGE,1 St,1,Paris,FR,true\n,,DELETE,2 St,2,Paris,FR,true\n2,b@x.io, delete ,3 St,3,Paris,FR,true\n`,
  );
  expect(rows.map(({ line, customer, errors }) => [line, customer?.email, customer?.addresses ?? [], errors])).toEqual([
    [2, "a@x.io", [expect.objectContaining({ address_1: "1 St", is_default_billing: true })], undefined],
    [3, "a@x.io", [], undefined],
    [4, "b@x.io", [], undefined],
  ]);
});
