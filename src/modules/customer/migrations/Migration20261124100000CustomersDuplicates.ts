import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * Emails that might be spelled otherwise than they would be stored: the condition of `SUSPECT` in
 * operations/repair/normalize-emails.ts, written out, because a migration stays as it was.
 */
const SUSPECT = `
  email is not null
  and (email <> lower(email) or email ~ '[^ -~]' or email <> btrim(email) or email = '' or email like '%xn--%')
`;

/** What is left when all that is no digit is taken away: a tenth of what a regular expression costs. */
const DIGITS = `translate(phone, translate(phone, '0123456789', ''), '')`;

const PERSON = `(coalesce(first_name, '') || coalesce(last_name, '') || postal_code || address_1)`;

/**
 * What people write between letters and digits, or leave out. An apostrophe is two in SQL; a question mark is not among
 * them, because it would be a binding.
 */
const SIGNS = ` .,;:!&+-_/|()#''"`;

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
 *
 * The functions are plain expressions of their columns, so that PostgreSQL puts them in place and calls nothing; text that
 * is all ASCII is not looked at letter by letter for accents, which costs 20 us an address.
 */
export class Migration20261124100000CustomersDuplicates extends Migration {
  override async up(): Promise<void> {
    const { from, to } = accents();
    this.addSql(`
      create or replace function customers_phone_key(phone text) returns text
      language sql immutable parallel safe
      return case when length(${DIGITS}) >= 7 then right(${DIGITS}, 8) end;
    `);
    this.addSql(`
      create or replace function customers_address_key(
        first_name text, last_name text, postal_code text, address_1 text
      ) returns bigint
      language sql immutable parallel safe
      return hashtextextended(
        lower(translate(
          case when octet_length(${PERSON}) = char_length(${PERSON}) then ${PERSON}
            else translate(${PERSON}, '${from}', '${to}') end,
          '${SIGNS}', ''
        )),
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
