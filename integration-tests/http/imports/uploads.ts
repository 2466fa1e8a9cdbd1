import { request } from "node:http";
import expireImports from "../../../src/jobs/customers-expire-imports";
import { IMPORTS_URL, ImportClient } from "../../helpers/imports/import-client";
import type { Store } from "../../helpers/stores/store";
import { until } from "../../helpers/timing/until";

const FILE = "email\nada@x.io\n";
const FILE_IN_FORM = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nemail\r\n';

export default function importsUploads(store: Store): void {
  const desk = new ImportClient(store);
  beforeEach(() => desk.open());
  afterEach(() => desk.close());

  const noted = () => store.sql<{ file_id: string }>("select file_id from customer_import_upload");
  const passADay = () => store.sql("update customer_import_upload set created_at = created_at - interval '24 hours'");

  /** Sends the beginning of a form, and waits until the server writes its file. */
  async function beginToSend(): Promise<{ breakOff: () => void }> {
    const headers = { ...desk.admin.headers, "content-type": "multipart/form-data; boundary=x" };
    const form = request(`${store.origin}${IMPORTS_URL}`, { method: "POST", headers });
    // The connection is broken off by this side: there is no answer.
    form.on("error", () => {});
    form.write(FILE_IN_FORM);
    await until(async () => (await noted()).length === 1 && desk.storedFiles() === 1);
    return { breakOff: () => form.destroy() };
  }

  /** The storage deletes nothing, and a process that has ended does not either. */
  const refuseToDelete = () => jest.spyOn(desk.files, "deleteFiles").mockRejectedValue(new Error("away"));

  it("a file is noted while it is on its way; what a process leaves of it that ends there goes after a day", async () => {
    const { breakOff } = await beginToSend();
    const deletion = refuseToDelete();
    breakOff();
    await until(async () => (await noted()).length === 1 && deletion.mock.calls.length > 0);
    deletion.mockRestore();

    const list = await desk.admin.get<object>(IMPORTS_URL);
    expect(list.data).toMatchObject({ imports: [], count: 0 });
    await expireImports(store.container);
    expect([await noted(), desk.storedFiles()]).toEqual([[expect.anything()], 1]);
    await passADay();
    await expireImports(store.container);
    expect([await noted(), desk.storedFiles()]).toEqual([[], 0]);
  });

  it("a form that is broken off leaves neither its file nor the note of it", async () => {
    const { breakOff } = await beginToSend();
    breakOff();
    await until(async () => !(await noted()).length);
    expect(desk.storedFiles()).toBe(0);
  });

  it("a file that is an import's is noted no more, and goes with the import alone", async () => {
    const { id, file_id } = await desk.checked(FILE);
    expect(await noted()).toEqual([]);
    await expireImports(store.container);
    expect((await desk.files.getAsBuffer(file_id ?? "none")).toString()).toBe(FILE);
    await store.sql("update customer_import set expires_at = now()");
    await expireImports(store.container);
    expect([(await desk.admin.get(`${IMPORTS_URL}/${id}`)).status, desk.storedFiles()]).toEqual([404, 0]);
  });

  it("a file that cannot be deleted stays noted, and the job tries until it can", async () => {
    const deletion = refuseToDelete();
    expect((await desk.send(FILE, { dry_run: "perhaps" })).status).toBe(400);
    expect([await noted(), desk.storedFiles()]).toEqual([[expect.anything()], 1]);
    await passADay();
    await expireImports(store.container);
    expect([await noted(), desk.storedFiles()]).toEqual([[expect.anything()], 1]);
    deletion.mockRestore();
    await expireImports(store.container);
    expect([await noted(), desk.storedFiles()]).toEqual([[], 0]);
  });

  it("a provider that takes whole files only has them noted as soon as it names them", async () => {
    jest.spyOn(desk.files, "getUploadStream").mockRejectedValue(new Error("no streams"));
    const deletion = refuseToDelete();
    expect((await desk.send(FILE, { dry_run: "perhaps" })).status).toBe(400);
    deletion.mockRestore();
    const [{ file_id }] = await noted();
    expect((await desk.files.getAsBuffer(file_id)).toString()).toBe(FILE);
    expect(await desk.checked(FILE)).toMatchObject({ state: "ready", total: 1 });
    expect(await noted()).toEqual([{ file_id }]);
    await passADay();
    await expireImports(store.container);
    expect(await noted()).toEqual([]);
  });
}
