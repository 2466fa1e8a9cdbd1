import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/customer-module";
import { importDesk, openedOf, rowsOf } from "../../../../../integration-tests/helpers/imports";
import { normalised, sentStatements } from "../../../../../integration-tests/helpers/sent-statements";
import type { ImportedRow } from "../../domain/imports/types";
import { IMPORTS_CHECKING } from "./expected/imports-checking";
import { IMPORTS_KEEPING } from "./expected/imports-keeping";
import { IMPORTS_STORING } from "./expected/imports-storing";

describeCustomerModule(({ service }) => {
  const { claim } = importDesk(service);

  const rows: ImportedRow[] = [
    ...rowsOf([
      { external_id: "E1", email: "new@x.io", has_account: true, groups: ["gold"], addresses: [{ city: "X" }] },
      { email: "old@x.io", first_name: "Old", addresses: [{ city: "Y", is_default_shipping: true }, { city: "Z" }] },
      { email: "old@x.io" },
    ]),
    { line: 9, raw: "x", errors: [{ field: null, reason: "x" }] },
  ];

  itOnOurs("each step of an import sends exactly its statements", async () => {
    const sent: Record<string, string[]> = {};
    async function record<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
      let result: Result | undefined;
      const statements = await sentStatements(async () => {
        result = await work();
      });
      sent[name] = statements.map(({ text }) => normalised(text)).filter((text) => text !== "select version();");
      // as: the work has run, or thrown.
      return result as Result;
    }

    const address = { city: "Y", address_name: "home" };
    const other = { city: "W", is_default_shipping: true };
    await service.createCustomers({ email: "old@x.io", addresses: [address, other] });
    const options = { create_groups: true };
    const { id } = await record("imports/create", () => service.createCustomerImport({ options, file_id: "file_1" }));
    const reading = await record("imports/claim", () => claim(id));
    await record("imports/validate", () => service.validateCustomerImport(reading, openedOf(rows)));
    await record("imports/decide: confirm", () => service.confirmCustomerImport(id));
    const run = await claim(id);
    await record("imports: is it whole", () => service.isCustomerImportWhole(run));
    await record("imports: read again", () => service.rereadCustomerImport(run, openedOf(rows)));
    await record("imports/apply", () => service.applyCustomerImportBatch(run));
    await record("imports/apply: nothing left", () => service.applyCustomerImportBatch(run));
    await record("imports/progress: beat", () => service.reportCustomerImport(run));
    await record("imports/progress: complete", () => service.finishCustomerImport(run));
    await record("imports/list-errors", () => service.listCustomerImportErrors(id, { limit: 1, offset: 0 }));
    await record("imports/find: list", () => service.listCustomerImports({ limit: 1, offset: 0 }));
    await record("imports/find: open", () => service.listOpenCustomerImports());
    await record("imports/decide: cancel", () => service.cancelCustomerImport("none").catch(() => {}));
    await record("imports/expire: due", () => service.listDueCustomerImports(""));
    await record("imports/expire: delete", () => service.deleteCustomerImports([id]));
    await record("imports/uploads: note", () => service.noteImportUpload("file_2"));
    await record("imports/uploads: left", () => service.listLeftImportUploads(""));
    await record("imports/uploads: forget", () => service.forgetImportUploads(["file_2"]));

    const expected = Object.entries({ ...IMPORTS_CHECKING, ...IMPORTS_STORING, ...IMPORTS_KEEPING }).map(
      ([name, statements]) => [name, statements.map(normalised)],
    );
    expect(sent).toEqual(Object.fromEntries(expected));
  });
});
