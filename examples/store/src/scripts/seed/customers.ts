import type { CreateCustomerDTO, CustomerDTO, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import {
  createCustomerGroupsWorkflow,
  createCustomersWorkflow,
  linkCustomersToCustomerGroupWorkflow,
} from "@medusajs/medusa/core-flows";
import { CUSTOMER } from "./accounts";
import { generatePeople } from "./people";

/** The sample's groups, and who of its customers (by their place in the list) belongs to each. */
const GROUPS: { name: string; includes(customer: CreateCustomerDTO, place: number): boolean }[] = [
  { name: "VIP", includes: (_, place) => place % 5 === 0 },
  { name: "Wholesale", includes: (customer) => Boolean(customer.company_name) },
  { name: "Newsletter", includes: (_, place) => place % 2 === 0 },
  { name: "Friends & Family", includes: (_, place) => place % 9 === 4 },
];

/** Creates the customers and groups of the sample that are not there yet, and puts the ones into the others. */
export async function ensureCustomers(container: MedusaContainer): Promise<void> {
  const wanted = [
    ...(await generatePeople()),
    // One email, twice: the customer who can log in has also bought as a guest, as people do.
    { email: CUSTOMER.email, first_name: "Carla", has_account: false, metadata: { sample: true } },
  ];
  const found = await findCustomers(container, wanted);
  const missing = wanted.filter((customer) => !found.has(identity(customer)));
  if (missing.length > 0) {
    await createCustomersWorkflow(container).run({ input: { customersData: missing } });
  }
  await ensureMemberships(container, wanted);
}

export type SampleFacts = {
  /** A group to show how to list the customers of one; undefined when the reader has deleted them all. */
  group: { id: string; name: string } | undefined;
  /** A name to show how to search: not an ASCII one, if any is there. */
  searchTerm: string;
  /** Of all customers, the reader's own included. */
  customerCount: number;
};

export async function readSampleFacts(container: MedusaContainer): Promise<SampleFacts> {
  const service = container.resolve(Modules.CUSTOMER);
  const groups = await service.listCustomerGroups({}, { order: { created_at: "ASC" }, take: 1 });
  const [customers, customerCount] = await service.listAndCountCustomers({}, { order: { email: "ASC" }, take: 100 });
  const names = customers.map((customer) => customer.last_name ?? "").filter((name) => /^[\p{L}]+$/u.test(name));
  return {
    group: groups[0] && { id: groups[0].id, name: groups[0].name ?? groups[0].id },
    searchTerm: names.find((name) => /^\p{Script=Han}+$/u.test(name)) ?? names[0] ?? "example",
    customerCount,
  };
}

async function ensureMemberships(container: MedusaContainer, wanted: CreateCustomerDTO[]): Promise<void> {
  const groupIds = await ensureGroups(container);
  const customers = await findCustomers(container, wanted);
  for (const { name, includes } of GROUPS) {
    const groupId = groupIds.get(name);
    if (groupId === undefined) {
      throw new Error(`The group ${name} was not created.`);
    }
    const newMembers = wanted
      .filter(includes)
      .map((customer) => customers.get(identity(customer)))
      .filter((customer) => customer !== undefined)
      .filter((customer) => !customer.groups.some((group) => group.id === groupId));
    if (newMembers.length > 0) {
      await linkCustomersToCustomerGroupWorkflow(container).run({
        input: { id: groupId, add: newMembers.map(({ id }) => id) },
      });
    }
  }
}

/** The ids of all sample groups by name; those that are missing are created. */
async function ensureGroups(container: MedusaContainer): Promise<Map<string, string>> {
  const names = GROUPS.map(({ name }) => name);
  const service = container.resolve(Modules.CUSTOMER);
  const existing = await service.listCustomerGroups({ name: { $in: names } });
  const missing = names.filter((name) => !existing.some((group) => group.name === name));
  if (missing.length > 0) {
    await createCustomerGroupsWorkflow(container).run({
      input: { customersData: missing.map((name) => ({ name, metadata: { sample: true } })) },
    });
  }
  const groups = await service.listCustomerGroups({ name: { $in: names } });
  return new Map(groups.map((group) => [group.name ?? "", group.id]));
}

async function findCustomers(
  container: MedusaContainer,
  wanted: CreateCustomerDTO[],
): Promise<Map<string, CustomerDTO>> {
  const emails = wanted.map(({ email }) => email).filter((email) => typeof email === "string");
  const customers = await container
    .resolve(Modules.CUSTOMER)
    .listCustomers({ email: { $in: emails } }, { relations: ["groups"], take: emails.length * 2 });
  return new Map(customers.map((customer) => [identity(customer), customer]));
}

/** Identifies a customer of the sample: a guest and a registered customer may share an email. */
function identity(customer: Pick<CreateCustomerDTO, "email" | "has_account">): string {
  return `${customer.email?.toLowerCase()} ${customer.has_account ? "registered" : "guest"}`;
}
