import fc from "fast-check";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import type CustomerModuleService from "../../service";

type Address = { city?: string; address_1?: string; address_name?: string };
type Person = {
  first_name?: string | null;
  last_name?: string | null;
  phone?: string | null;
  company_name?: string | null;
  email: string | null;
  has_account: boolean;
  metadata: Record<string, unknown> | null;
  addresses: Address[];
  shipping: number;
  billing: number;
  groups: number[];
};

const GROUPS = 3;

const value = fc.option(fc.constantFrom("", " ", "Ada", "Ben", "É"), { nil: null });
const address = fc.record(
  {
    city: fc.constantFrom("Paris", " paris ", "PARIS", "Rome"),
    address_1: fc.constantFrom("1 Street", "1  street", "2 Street"),
    address_name: fc.constantFrom("home", "work"),
  },
  { requiredKeys: [] },
);
const person: fc.Arbitrary<Person> = fc.record({
  first_name: value,
  last_name: value,
  phone: value,
  company_name: value,
  email: fc.option(fc.constantFrom("one", "third", "third"), { nil: null }),
  has_account: fc.boolean(),
  metadata: fc.option(
    fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom<unknown>(1, "x", "", null, { d: [1] })),
  ),
  addresses: fc.array(address, { maxLength: 4 }),
  shipping: fc.nat(4),
  billing: fc.nat(4),
  groups: fc.uniqueArray(fc.nat(GROUPS - 1)),
});
const side = fc.constantFrom("survivor", "merged", "first", "second", undefined);
const request = fc.record({
  survivor: fc.constantFrom("first", "second", undefined),
  fields: fc.record({ first_name: side, email: side, phone: side, metadata: side }),
});

describeCustomerModule(({ service, sql }) => {
  const everything = async () => ({
    customers: await sql("select to_jsonb(t)::text as row from customer t order by id"),
    addresses: await sql("select to_jsonb(t)::text as row from customer_address t order by id"),
    memberships: await sql("select to_jsonb(t)::text as row from customer_group_customer t order by id"),
    merges: await sql("select to_jsonb(t)::text as row from customer_merge t order by id"),
  });

  /** Emails are this run's own; some are a registered third one's, which blocks the merge when that is chosen. */
  async function create(people: [Person, Person], run: number): Promise<[string, string]> {
    const groups = await service.createCustomerGroups(
      Array.from({ length: GROUPS }, (_, index) => ({ name: `group ${run} ${index}` })),
    );
    const third = { email: `third-${run}@x.io`, has_account: true };
    await service.createCustomers(third);
    const ids: string[] = [];
    for (const [index, { shipping, billing, groups: joined, addresses, email, ...fields }] of people.entries()) {
      const name = email === "third" && fields.has_account ? null : email;
      // Two live customers of one kind cannot share an email.
      const own = name && `${name}${index && people[0].has_account === fields.has_account ? "-b" : ""}-${run}@x.io`;
      const { id } = await service.createCustomers({
        ...fields,
        email: own,
        addresses: addresses.map((one, at) => ({
          ...one,
          is_default_shipping: at === shipping,
          is_default_billing: at === billing,
        })),
      } as Parameters<CustomerModuleService["createCustomers"]>[0] & object);
      await service.addCustomerToGroup(joined.map((at) => ({ customer_id: id, customer_group_id: groups[at].id })));
      ids.push(id);
    }
    return [ids[0], ids[1]];
  }

  /** What the service returns of the survivor, read back without any of the code that plans. */
  async function readSurvivor(survivorId: string) {
    const survivor = await service.retrieveCustomer(survivorId, { relations: ["addresses", "groups"] });
    const marked = (mark: "is_default_shipping" | "is_default_billing") =>
      survivor.addresses.find((one) => one[mark])?.id ?? null;
    return {
      customer: {
        id: survivor.id,
        company_name: survivor.company_name,
        first_name: survivor.first_name,
        last_name: survivor.last_name,
        email: survivor.email,
        phone: survivor.phone,
        has_account: survivor.has_account,
        metadata: survivor.metadata,
      },
      addresses: survivor.addresses.map(({ id }) => id).sort(),
      default_shipping_id: marked("is_default_shipping"),
      default_billing_id: marked("is_default_billing"),
      groups: survivor.groups.map(({ id }) => id).sort(),
    };
  }

  it("a merge does what the preview says, or refuses with the preview's blockers; undone, every row is as before", async () => {
    let run = 0;
    let merged = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(person, person, request, async (one, other, wanted) => {
        run += 1;
        const ids = await create([one, other], run);
        const named = (choice: string | undefined) => ({ first: ids[0], second: ids[1] })[choice ?? ""] ?? choice;
        const input = {
          customer_ids: ids,
          survivor_id: named(wanted.survivor),
          fields: Object.fromEntries(Object.entries(wanted.fields).map(([field, choice]) => [field, named(choice)])),
        };
        const before = await everything();
        const { plan, blockers } = await service.merges.preview(input);
        expect(await everything()).toEqual(before);
        if (blockers.length || !plan) {
          refused += 1;
          await expect(service.merges.merge(input)).rejects.toMatchObject({
            message: expect.stringContaining(blockers[0].message),
          });
          expect(await everything()).toEqual(before);
          return;
        }
        merged += 1;
        const existing = await readSurvivor(plan.survivor_id);

        const { undo, ...merge } = await service.merges.merge(input);

        expect(merge).toMatchObject({ survivor_id: plan.survivor_id, merged_id: plan.merged_id, state: "new", plan });
        expect(await readSurvivor(plan.survivor_id)).toEqual({
          customer: plan.customer,
          addresses: [...existing.addresses, ...plan.addresses.moved].sort(),
          default_shipping_id: plan.addresses.default_shipping_id,
          default_billing_id: plan.addresses.default_billing_id,
          groups: [...existing.groups, ...plan.groups.joined].sort(),
        });
        const live = await service.listCustomers({ id: ids });
        expect(live.map(({ id }) => id)).toEqual([plan.survivor_id]);
        const kept = plan.addresses.left.map(({ id }) => id);
        const left = await service.listCustomerAddresses({ id: kept }, { withDeleted: true });
        expect(left).toEqual(
          kept.map(() => expect.objectContaining({ customer_id: plan.merged_id, deleted_at: expect.any(Date) })),
        );
        expect(await service.merges.findSurvivor(plan.merged_id)).toBe(plan.survivor_id);

        await service.merges.undo(undo as NonNullable<typeof undo>);
        expect(await everything()).toEqual(before);
        await service.merges.undo(undo as NonNullable<typeof undo>);
        expect(await everything()).toEqual(before);
      }),
      { numRuns: 30, seed: 20261130 },
    );
    // The generators must reach both ends.
    expect(merged).toBeGreaterThan(5);
    expect(refused).toBeGreaterThan(0);
  });
});
