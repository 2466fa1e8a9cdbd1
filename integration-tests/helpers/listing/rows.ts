import { withConnection } from "../databases/databases";

export const FIRST_NAMES = ["Ada", "Bob", "Cara", "Ada Maria", null];
export const LAST_NAMES = ["Lovelace", "Kowalski", "Grey", null];
export const COMPANIES = ["Acme", "Globex", null];
export const CITIES = ["Paris", "Berlin", "Rome"];
export const COUNTRIES = ["fr", "de"];
export const GROUP_NAMES = ["Gold", "Silver", "Bronze", "Gone", "Empty"];

/** How many customers there are. Few, so that a filter often finds some of them and seldom all. */
const CUSTOMERS = 40;

/** From this number on a customer is the guest with the email of a registered one. */
const GUESTS_FROM = 35;

export const customerIds = Array.from({ length: CUSTOMERS }, (_, index) => `cus_${pad(index)}`);
export const groupIds = GROUP_NAMES.map((name) => `cusgroup_${name.toLowerCase()}`);
export const emails = customerIds.map((_, index) => emailOf(index));

/** Days on which customers were created: fewer than customers, so that orders have ties. */
export const days = Array.from({ length: 7 }, (_, index) => new Date(Date.UTC(2026, 0, index + 1)).toISOString());

function pad(index: number): string {
  return String(index).padStart(2, "0");
}

function emailOf(index: number): string {
  return `person${pad(index < GUESTS_FROM ? index : index - GUESTS_FROM)}@x.io`;
}

function metadataOf(index: number): object | null {
  return [{ tier: "gold", n: index % 2 }, null, { tier: "silver" }][index % 3];
}

function customer(index: number): Record<string, unknown> {
  return {
    id: customerIds[index],
    first_name: FIRST_NAMES[index % 5],
    last_name: LAST_NAMES[index % 4],
    company_name: COMPANIES[index % 3],
    email: emailOf(index),
    phone: index % 4 === 0 ? `+316123400${pad(index)}` : null,
    has_account: index < GUESTS_FROM && (index < CUSTOMERS - GUESTS_FROM || index % 2 === 0),
    metadata: metadataOf(index),
    created_at: days[index % 7],
    updated_at: days[index % 3],
    deleted_at: index % 10 === 9 ? days[6] : null,
  };
}

function address(index: number, city: string): Record<string, unknown> {
  return {
    id: `cuaddr_${pad(index)}_${city.toLowerCase()}`,
    customer_id: customerIds[index],
    city,
    country_code: COUNTRIES[index % 2],
    first_name: FIRST_NAMES[(index + 1) % 5],
    created_at: days[index % 7],
    deleted_at: index % 8 === 7 ? days[6] : null,
  };
}

function membership(index: number, name: string): Record<string, unknown> {
  const id = `cusgc_${pad(index)}_${name.toLowerCase()}`;
  return { id, customer_id: customerIds[index], customer_group_id: `cusgroup_${name.toLowerCase()}` };
}

const numbers = customerIds.map((_, index) => index);
const every = (step: number, from = 0): number[] => numbers.filter((index) => index % step === from);

const TABLES: Record<string, Record<string, unknown>[]> = {
  customer: numbers.map(customer),
  customer_address: [
    ...every(2).map((index) => address(index, "Paris")),
    ...every(3).map((index) => address(index, "Berlin")),
    ...every(7).map((index) => address(index, "Rome")),
  ],
  customer_group: GROUP_NAMES.map((name, index) => ({
    id: groupIds[index],
    name,
    metadata: { rank: index },
    created_at: days[index],
    deleted_at: name === "Gone" ? days[6] : null,
  })),
  customer_group_customer: [
    ...every(2).map((index) => membership(index, "Gold")),
    ...every(3).map((index) => membership(index, "Silver")),
    ...every(11).map((index) => membership(index, "Bronze")),
    ...every(5).map((index) => membership(index, "Gone")),
  ],
};

/** The ids of a table's rows, and one that no row has. */
export function idsOf(table: keyof typeof TABLES): string[] {
  return [...TABLES[table].map(({ id }) => String(id)), "unknown"];
}

/** Writes the rows past any module. Rows that a module would not write are omitted; times have the database's default. */
export async function writeListingRows(database: string): Promise<void> {
  await withConnection(database, async (client) => {
    for (const [table, rows] of Object.entries(TABLES)) {
      for (const row of rows) {
        const given = Object.entries(row).filter(([, value]) => value !== null);
        const columns = given.map(([column]) => column).join(", ");
        const places = given.map((_, index) => `$${index + 1}`).join(", ");
        const values = given.map(([, value]) => value);
        await client.query(`insert into ${table} (${columns}) values (${places})`, values);
      }
    }
  });
}
