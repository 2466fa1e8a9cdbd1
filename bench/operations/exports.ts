import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type CustomerModuleService from "../../src/modules/customer/service";
import { runnable } from "./operation";

/** What a DBA would export: customers with their address and groups; every customer here has one address. */
export const exportQuery = `
  select customer.id, external_id, email, has_account, company_name, customer.first_name, customer.last_name,
    customer.phone, created_by, customer.created_at, customer.updated_at, customer.metadata, groups.names,
    address_name, is_default_shipping, is_default_billing, company, address.first_name, address.last_name, address_1,
    address_2, city, country_code, province, postal_code, address.phone, address.metadata
  from customer
  left join customer_address address on address.customer_id = customer.id and address.deleted_at is null
  left join (
    select customer_id, string_agg(name, '|') as names
    from customer_group_customer membership
    join customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
    where membership.deleted_at is null group by customer_id
  ) as groups on groups.customer_id = customer.id
  where customer.deleted_at is null order by customer.id
`;

async function exportTo(customers: CustomerModuleService, format: string): Promise<void> {
  const path = join(tmpdir(), `customers-bench-${process.pid}`);
  const chunks = await customers.exports.stream({ format });
  await pipeline(Readable.from(texts(chunks)), createWriteStream(path));
  await rm(path);
}

async function* texts(chunks: AsyncIterable<{ text: string }>): AsyncGenerator<Buffer> {
  for await (const { text } of chunks) {
    yield Buffer.from(text);
  }
}

/** Core has no export. The raw side is the server's own COPY without the wire: lower than what \\copy can reach. */
export const exportOperations = ["csv", "jsonl"].map((format) =>
  runnable({
    name: `export everybody as ${format}`,
    compares: "nothing",
    core: async () => {
      throw new Error("core has no export");
    },
    ours: (customers) => exportTo(customers, format),
    raw: (database) => database.measured(`copy (${exportQuery}) to '/dev/null' (format csv, header)`),
  }),
);
