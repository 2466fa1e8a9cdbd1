import { setTimeout as delay } from "node:timers/promises";
import { isDone } from "./client";
import type { Shop } from "./shop";

const HEADER = "external_id,email,first_name,groups,address_1_address_1,address_1_city,address_1_country_code\n";
const GROUP = "Load import";

/** Rows that the file has and the database lacks, and the other way round, with all that a row is made of. */
export const COMPARE_IMPORT = `
  with stored as (
    select external_id, email, customer.first_name, address_1, customer_group.name
    from customer
      left join customer_address on customer_address.customer_id = customer.id and customer_address.deleted_at is null
      left join customer_group_customer on customer_group_customer.customer_id = customer.id
      left join customer_group on customer_group.id = customer_group_id
    where external_id is not null and customer.deleted_at is null
  ), written as (
    select 'E' || n, 'row' || n || '@import.example', 'Name ' || n, 'Street ' || n, '${GROUP}'
    from generate_series(0, $1::int - 1) n
  )
  select (select count(*)::int from (select * from stored except all select * from written) beyond) as beyond,
    (select count(*)::int from (select * from written except all select * from stored) lacking) as lacking`;

type One = { id: string; state: string; row_count?: number; download_url?: string; created?: number };

/** One import, and exports while it runs. */
export class Files {
  readonly exports: string[] = [];
  importId: string | undefined;
  result: One | undefined;

  constructor(
    private readonly shop: Shop,
    readonly rows: number,
  ) {}

  /** Sends the file, confirms the import, and waits for its end. */
  async import(): Promise<void> {
    const form = () => {
      const data = new FormData();
      data.append("create_groups", "true");
      data.append("file", new Blob([this.text()]), "customers.csv");
      return data;
    };
    const path = "/admin/customers/imports";
    const { data } = await this.shop.untilDone(() => this.shop.admin<{ import: One }>("import", path, form()));
    this.importId = data.import.id;
    await this.reaches(["ready", "failed"]);
    // Sent again, it is refused: the state says whether it was done.
    await this.shop.admin("confirm import", `${path}/${this.importId}/confirm`);
    while ((await this.one())?.state === "ready") {
      await this.shop.admin("confirm import", `${path}/${this.importId}/confirm`);
      await delay(500);
    }
    this.result = await this.reaches(["completed", "failed"]);
  }

  async export(): Promise<void> {
    const answer = await this.shop.admin<{ export: One }>("export", "/admin/customers/exports", { filters: {} });
    if (isDone(answer)) {
      this.exports.push(answer.data.export.id);
    }
  }

  private async reaches(states: string[]): Promise<One> {
    for (;;) {
      const one = await this.one();
      if (one !== undefined && states.includes(one.state)) {
        return one;
      }
      await delay(500);
    }
  }

  private async one(): Promise<One | undefined> {
    const path = `/admin/customers/imports/${this.importId}`;
    return (await this.shop.admin<{ import?: One }>("import state", path, undefined, "GET")).data.import;
  }

  private text(): string {
    const line = (n: number) => `E${n},row${n}@import.example,Name ${n},${GROUP},Street ${n},Town,nl\n`;
    return HEADER + Array.from({ length: this.rows }, (_, n) => line(n)).join("");
  }
}
