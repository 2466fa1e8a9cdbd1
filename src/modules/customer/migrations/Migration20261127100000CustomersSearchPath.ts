import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** The trigger that keeps the search text finds its function whatever the search path of the writer is. */
export class Migration20261127100000CustomersSearchPath extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      do $$
      begin
        if to_regprocedure('customers_keep_search_text()') is not null then
          alter function customers_keep_search_text() set search_path from current;
        end if;
      end
      $$;
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`
      do $$
      begin
        if to_regprocedure('customers_keep_search_text()') is not null then
          alter function customers_keep_search_text() reset search_path;
        end if;
      end
      $$;
    `);
  }
}
