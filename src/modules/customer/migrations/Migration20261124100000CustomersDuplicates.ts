import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * Emails that might be spelled otherwise than they would be stored: the condition of `SUSPECT` in
 * operations/repair/normalize-emails.ts, written out, because a migration stays as it was.
 */
const SUSPECT = `
  email is not null
  and (email <> lower(email) or email ~ '[^ -~]' or email <> btrim(email) or email = '' or email like '%xn--%')
`;

/** Latin letters with a sign, and what they are without it; the database's own lower() may know ASCII only. */
function accents(): { from: string; to: string } {
  const letters = Array.from({ length: 0x17f - 0xc0 + 1 }, (_, index) => String.fromCodePoint(0xc0 + index));
  const pairs = letters
    .map((letter) => [letter, letter.normalize("NFD")[0].toLowerCase()])
    .filter(([, plain]) => /^[a-z]$/.test(plain));
  return { from: pairs.map(([letter]) => letter).join(""), to: pairs.map(([, plain]) => plain).join("") };
}

/**
 * What candidates for one person have in common, as indexes on expressions: nothing is stored in core's tables, and core's
 * writes keep the indexes without knowing of them. The keys are coarse; what shares one is looked at more closely when a
 * page is read (domain/duplicates).
 * - emails in an unusual spelling (few), by their usual one;
 * - the last eight digits of a phone, the same with and without the country's prefix;
 * - a number made of name, postal code and address line.
 */
export class Migration20261124100000CustomersDuplicates extends Migration {
  override async up(): Promise<void> {
    const { from, to } = accents();
    this.addSql(`
      create or replace function customers_phone_key(phone text) returns text
      language sql immutable strict parallel safe
      return right(substring(regexp_replace(phone, '[^0-9]', '', 'g') from '^[0-9]{7,}$'), 8);
    `);
    this.addSql(`
      create or replace function customers_address_key(
        first_name text, last_name text, postal_code text, address_1 text
      ) returns bigint
      language sql immutable parallel safe
      return hashtextextended(
        regexp_replace(
          lower(translate(
            coalesce(first_name, '') || coalesce(last_name, '') || postal_code || address_1, '${from}', '${to}'
          )),
          '[[:space:][:punct:]]', '', 'g'
        ),
        0
      );
    `);
    this.addSql(`
      create index if not exists "IDX_customer_email_spelling"
        on "customer" (lower(btrim(email)), "id") where deleted_at is null and ${SUSPECT};
    `);
    this.addSql(`
      create index if not exists "IDX_customer_phone_key"
        on "customer" (customers_phone_key(phone)) where deleted_at is null and phone is not null;
    `);
    this.addSql(`
      create index if not exists "IDX_customer_address_person_key"
        on "customer_address" (customers_address_key(first_name, last_name, postal_code, address_1))
        where deleted_at is null and postal_code is not null and address_1 is not null;
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_customer_address_person_key";`);
    this.addSql(`drop index if exists "IDX_customer_phone_key";`);
    this.addSql(`drop index if exists "IDX_customer_email_spelling";`);
    this.addSql(`drop function if exists customers_address_key(text, text, text, text);`);
    this.addSql(`drop function if exists customers_phone_key(text);`);
  }
}
