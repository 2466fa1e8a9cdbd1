import { importClient } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import { isUnknownHeader } from "../reading/suggest-mapping";
import { CASES, lines, SUGGESTED } from "./files-of-systems";

describeCustomerModule(({ medusaApp }) => {
  const service = runningService(medusaApp);
  const { runFile, errorsOf } = importClient(service);

  const stored = async (): Promise<object> => {
    const customers = await service.listCustomers({}, { relations: ["addresses"], order: { email: "ASC" } });
    const entries = customers.map(({ addresses, ...customer }) => [
      customer.email,
      { ...customer, addresses: [...addresses].sort((one, other) => (one.id < other.id ? -1 : 1)) },
    ]);
    return Object.fromEntries(entries);
  };

  const said = async (id: string): Promise<string[]> => {
    const { errors } = await service.imports.listErrors(id, { limit: 100, offset: 0 });
    return errors.map(({ line, level, field }) => `${line} ${level} ${field}`);
  };

  it.each(CASES)("a file %s", async (_name, file, options, expected, errors) => {
    const { id } = await runFile(file, options);
    expect(await said(id)).toEqual(errors);
    const customers = await stored();
    expect(customers).toMatchObject(expected);
    expect(Object.keys(customers)).toEqual(Object.keys(expected));
  });

  it.each(SUGGESTED)("%s is imported with the mapping that is suggested", async (_name, file, options, expected) => {
    const error: unknown = await runFile(file, options).catch((thrown: unknown) => thrown);
    if (!isUnknownHeader(error)) {
      throw new Error("The header is known.");
    }
    const { id } = await runFile(file, { ...options, mapping: error.suggested_mapping });
    expect(await errorsOf(id)).toEqual([]);
    expect(await stored()).toMatchObject(expected);
  });

  it.each([
    ["orders in German", "Bestellnummer;Bestelldatum;Kunde;E-Mail;Summe", /looks like a list of orders/],
    ["orders in French", "Numéro de commande,Date de commande,E-mail,Total", /looks like a list of orders/],
    ["orders of Amazon", "order-id\torder-item-id\tpurchase-date\tbuyer-email", /looks like a list of orders/],
    ["contacts with columns of leads", "Record ID,First Name,Email,Contact owner,Lead Status", /contacts of HubSpot/],
  ])("%s are refused as such", async (_name, header, message) => {
    await expect(runFile(`${header}\n`)).rejects.toThrow(message);
  });

  it("addresses of PrestaShop follow their customers, and are corrected by the next file", async () => {
    await runFile(
      lines("ID;First name;Last name;Email address;Partner offers;Registration", "2;Jan;Doe;j@example.com;0;"),
    );
    const header = "id_address;id_customer;alias;firstname;lastname;address1;postcode;city;phone;phone_mobile";
    await runFile(lines(header, "7;2;Home;Jan;Doe;1 Main;1000;Gent;;0470", "8;2;Work;Jan;Doe;2 Side;1000;Gent;1;"));
    const { updated } = await runFile(lines(header, "7;2;Home;Jan;Doe;1 Main Street;1000;Gent;;0470"));
    expect(updated).toBe(1);
    expect(await stored()).toMatchObject({
      "j@example.com": {
        external_id: "2",
        addresses: [
          { address_name: "Home", address_1: "1 Main Street", phone: "0470" },
          { address_name: "Work", address_1: "2 Side", phone: "1" },
        ],
      },
    });
  });
});
