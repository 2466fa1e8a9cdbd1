import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type CustomerModuleService from "../../src/modules/customer/service";
import { describeCustomerModule } from "../helpers/modules/customer-module";
import { type Known, serviceExamples } from "./service-examples";

/** Stores what the examples work on. */
async function prepare(service: CustomerModuleService, folder: string): Promise<Known> {
  const customer = await service.createCustomers({
    ...{ email: "ada@example.com", has_account: true },
    addresses: [{ city: "Bern" }],
  });
  const guest = await service.createCustomers({ email: "bob@example.com" });
  const group = await service.createCustomerGroups({ name: "VIP" });
  const { change } = await service.emailChanges.request({
    ...{ customer_id: customer.id, email: "ada@example.org", requested_by: "customer" },
  });
  await service.invitations.create({ customer_ids: [guest.id] });
  const { tokens } = await service.invitations.lease({ limit: 1 });
  await service.invitations.markSent({ announced: tokens, cancelled: [] });
  const path = join(folder, "file.csv");
  writeFileSync(path, "email,first_name\ngrace@example.com,Grace\n");
  const { id: importId } = await service.imports.create({ file_id: path });
  const { id: exportId } = await service.exports.create({});
  return {
    ...{ customerId: customer.id, addressId: customer.addresses[0].id, guestId: guest.id, groupId: group.id },
    ...{ changeId: change.id, invitationId: tokens[0].id, token: tokens[0].token, importId, exportId, path, folder },
  };
}

describeCustomerModule(({ service, sql }) => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "customers-examples-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.keys(serviceExamples))("the example of %s runs", async (name) => {
    const known = await prepare(service, folder);
    if (name === "imports.confirm") {
      // What the job does when it has read the file.
      await sql(`update customer_import set state = 'ready' where id = '${known.importId}'`);
    }

    // as: the name is one of the keys.
    await serviceExamples[name as keyof typeof serviceExamples](service, known);
  });
});
