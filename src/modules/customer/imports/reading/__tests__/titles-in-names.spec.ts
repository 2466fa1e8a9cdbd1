import { splitName } from "../values/split-name";
import { readAll } from "./read-all";

it.each([
  ["Dr. Ida Berg", "Dr. Ida", "Berg"],
  ["Prof. Dr. Uwe van der Velde", "Prof. Dr. Uwe", "van der Velde"],
  ["Frau Klein", "Frau", "Klein"],
  ["Herr Dr. Klein", "Herr Dr.", "Klein"],
  ["M. Luc Roy", "M. Luc", "Roy"],
  ["MRS JO HART", "MRS JO", "HART"],
  ["Sig.ra Lia Neri", "Sig.ra Lia", "Neri"],
  ["Don van Houten", "Don", "van Houten"],
  ["Mag Ruiz Soto", "Mag", "Ruiz Soto"],
  ["Drew Carr", "Drew", "Carr"],
  ["Dr.", "Dr.", undefined],
  ["Berg, Ida", "Ida", "Berg"],
])("a title stays with the first name: %s", (name, first_name, last_name) => {
  expect(splitName(name)).toEqual({ first_name, ...(last_name && { last_name }) });
});

it("a name of Magento's list of customers has its title before the first name", async () => {
  const { rows } = await readAll(
    "ID,Name,Email,Customer Since,Web Site,Account Created in\n4,Ms. Eva Maria Sol,e@x.io,2024-01-02,Main,Default\n",
  );
  expect(rows[0].customer).toMatchObject({ first_name: "Ms. Eva", last_name: "Maria Sol" });
});
