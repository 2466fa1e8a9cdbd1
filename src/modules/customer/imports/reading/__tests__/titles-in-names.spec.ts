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
  ["M. van der Berg", "M.", "van der Berg"],
  ["Frau von der Leyen", "Frau", "von der Leyen"],
  ["Mevrouw de Vries", "Mevrouw", "de Vries"],
  ["Herr von Stein", "Herr", "von Stein"],
  ["Mr. de la Cruz", "Mr.", "de la Cruz"],
  ["Mme d’Arc", "Mme", "d’Arc"],
  ["Dhr. 't Hart", "Dhr.", "'t Hart"],
  ["Mrs. Van Dyke", "Mrs.", "Van Dyke"],
  ["Mr. De Niro", "Mr.", "De Niro"],
  ["MEVR. VAN DER POL", "MEVR.", "VAN DER POL"],
  ["mevrouw van dijk", "mevrouw", "van dijk"],
  ["dr. ida berg", "dr. ida", "berg"],
  ["Dr. Ida von Berg", "Dr. Ida", "von Berg"],
  ["Dr.", "Dr.", undefined],
  ["Berg, Ida", "Ida", "Berg"],
])("a title stays with the first name: %s", (name, first_name, last_name) => {
  expect(splitName(name)).toEqual({ first_name, ...(last_name && { last_name }) });
});

it.each([
  ["Hans & Eva Maier", "Hans & Eva", "Maier"],
  ["Hans und Eva von der Au", "Hans und Eva", "von der Au"],
  ["Herr und Frau Maier", "Herr und Frau", "Maier"],
  ["Mr. & Mrs. Hart", "Mr. & Mrs.", "Hart"],
  ["Dr. Hans & Eva Maier", "Dr. Hans & Eva", "Maier"],
  ["José y María Pérez", "José y María", "Pérez"],
  ["Sarah E Smith", "Sarah", "E Smith"],
  ["Ortega y Gasset", "Ortega", "y Gasset"],
])("a couple has both first names: %s", (name, first_name, last_name) => {
  expect(splitName(name)).toEqual({ first_name, last_name });
});

it("a name of Magento's list of customers has its title before the first name", async () => {
  const { rows } = await readAll(
    "ID,Name,Email,Customer Since,Web Site,Account Created in\n4,Ms. Eva Maria Sol,e@x.io,2024-01-02,Main,Default\n",
  );
  expect(rows[0].customer).toMatchObject({ first_name: "Ms. Eva", last_name: "Maria Sol" });
});
