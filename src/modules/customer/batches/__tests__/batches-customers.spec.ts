import { Modules } from "@medusajs/framework/utils";
import { countStatements } from "../../../../../integration-tests/helpers/databases/statement-counter";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";
import { EventLog } from "../../../../../integration-tests/helpers/modules/event-log";
import type { CustomersBatch } from "../assert-customers-batch";

const bus = new EventLog();

describeCustomerModule(
  ({ service }) => {
    const times = <Row>(count: number, make: (n: number) => Row) => Array.from({ length: count }, (_, n) => make(n));

    async function three() {
      const [ada, bob, cy] = await service.createCustomers([
        { email: "ada@x.io", first_name: "Ada", phone: "1", metadata: { keep: 1, drop: "x" } },
        { email: "bob@x.io", first_name: "Bob", phone: "2" },
        { email: "cy@x.io", first_name: "Cy", phone: "3", metadata: { keep: 1 } },
      ]);
      bus.take();
      return { ada, bob, cy };
    }

    describe("updateEachCustomer", () => {
      itOnOurs(
        "gives each its own fields: undefined leaves, null clears, metadata merges; in the order given",
        async () => {
          const { ada, bob, cy } = await three();

          const answered = await service.batches.updateEach([
            { id: cy.id, metadata: null, first_name: undefined, phone: null },
            { id: ada.id, email: " ADA.New@X.io ", metadata: { drop: "", added: { deep: [1, null] } } },
            { id: bob.id, last_name: "Lee", metadata: { a: 1 } },
          ]);

          expect(answered).toMatchObject([
            { id: cy.id, first_name: "Cy", phone: null, metadata: null, email: "cy@x.io" },
            { id: ada.id, email: "ada.new@x.io", phone: "1", metadata: { keep: 1, added: { deep: [1, null] } } },
            { id: bob.id, first_name: "Bob", last_name: "Lee", metadata: { a: 1 } },
          ]);
          expect(answered[1].metadata).not.toHaveProperty("drop");
          for (const customer of answered) {
            const { groups: _, addresses: __, ...stored } = await service.retrieveCustomer(customer.id);
            expect(stored).toEqual(customer);
          }
        },
      );

      itOnOurs("writes exactly what updateCustomers writes with the same fields", async () => {
        const updates = [
          { first_name: "New", metadata: { keep: "", b: null } },
          { metadata: {} },
          { metadata: null, company_name: "" },
          { email: null, phone: "Ünï 'quoted' \"double\" \\ back", metadata: { "": "", é: "ü" } },
        ];
        const draft = { first_name: "Old", metadata: { keep: 1, a: [1] } };
        const one = await service.createCustomers(updates.map(() => ({ ...draft })));
        const other = await service.createCustomers(updates.map(() => ({ ...draft })));

        await service.batches.updateEach(updates.map((fields, n) => ({ id: one[n].id, ...fields })));
        for (const [n, fields] of updates.entries()) {
          await service.updateCustomers(other[n].id, fields);
        }

        const without = ({ id: _, created_at: __, updated_at: ___, ...row }: Record<string, unknown>) => row;
        for (const n of updates.keys()) {
          const [left, right] = await Promise.all([
            service.retrieveCustomer(one[n].id),
            service.retrieveCustomer(other[n].id),
          ]);
          expect(without({ ...left })).toEqual(without({ ...right }));
        }
      });

      itOnOurs("emits each row that changed, once, and leaves the others untouched, time included", async () => {
        const { ada, bob, cy } = await three();

        await service.batches.updateEach([
          { id: ada.id, first_name: "Ada" },
          { id: bob.id, first_name: "Robert" },
          { id: cy.id },
        ]);

        expect(bus.take()).toEqual([`customer.customer.updated {"id":"${bob.id}"}`]);
        expect((await service.retrieveCustomer(ada.id)).updated_at).toEqual(ada.updated_at);
        await service.batches.updateEach([{ id: ada.id }]);
        await service.batches.updateEach([]);
        expect(bus.take()).toEqual([]);
      });

      itOnOurs("writes nothing when an id is unknown or deleted, or an email taken", async () => {
        const { ada, bob, cy } = await three();
        await service.softDeleteCustomers([cy.id]);
        bus.take();
        const before = await service.listCustomers({}, { withDeleted: true });

        await expect(
          service.batches.updateEach([
            { id: ada.id, first_name: "X" },
            { id: cy.id, first_name: "X" },
          ]),
        ).rejects.toMatchObject({ type: "not_found", message: `Customer with id "${cy.id}" not found` });
        await expect(
          service.batches.updateEach([
            { id: ada.id, first_name: "X" },
            { id: bob.id, email: "ADA@x.io" },
          ]),
        ).rejects.toThrow("Customer with email: ada@x.io, has_account: false, already exists.");

        expect(await service.listCustomers({}, { withDeleted: true })).toEqual(before);
        expect(bus.take()).toEqual([]);
      });

      itOnOurs("sends as many statements for 1,000 customers as for 10, and one at most for the rows", async () => {
        const counts: number[] = [];
        for (const count of [10, 1_000]) {
          const customers = await service.createCustomers(times(count, () => ({ metadata: { a: 1 } })));
          const updates = customers.map(({ id }, n) => ({ id, email: `${n}@${count}.io`, metadata: { n } }));
          counts.push(await countStatements(() => service.batches.updateEach(updates)));
        }

        expect(counts).toEqual([1, 1]);
      });

      itOnOurs(
        "is undone row for row, twice without harm, except for rows that another caller changed meanwhile",
        async () => {
          const { ada, bob } = await three();
          const updates = [
            { id: ada.id, email: "new@x.io", phone: null, metadata: { drop: "" } },
            { id: bob.id, first_name: "Robert" },
          ];
          const snapshots = await service.snapshots.takeCustomers([ada.id, bob.id]);
          await service.batches.updateEach(updates);
          await service.updateCustomers(bob.id, { last_name: "Another's" });

          const done = { restored: [ada.id], notRestored: [bob.id] };
          expect(await service.batches.undoUpdates(snapshots, updates)).toEqual(done);
          expect(await service.batches.undoUpdates(snapshots, updates)).toEqual({
            restored: [],
            notRestored: [bob.id],
          });
          expect((await service.snapshots.takeCustomers(ada.id))[0]).toEqual(snapshots.find(({ id }) => id === ada.id));
          expect(await service.retrieveCustomer(bob.id)).toMatchObject({ first_name: "Robert" });
        },
      );
    });

    describe("planCustomersBatch", () => {
      const batch = (given: Partial<CustomersBatch>): CustomersBatch => ({
        create: [],
        update: [],
        delete: [],
        ...given,
      });

      itOnOurs("names the item and the field that stand in the way, and writes nothing", async () => {
        const { ada, bob, cy } = await three();
        const before = await service.listCustomers();
        const refused: [Partial<CustomersBatch>, string][] = [
          [{ create: [{}, { email: " BOB@x.io" }] }, `The field "create.1.email" belongs to ${bob.id} already.`],
          [
            { create: [{ email: "n@x.io" }, { email: "N@x.io" }] },
            'The field "create.1.email" is the same as "create.0.email"',
          ],
          [
            { update: [{ id: ada.id }, { id: "cus_unknown" }] },
            'The field "update.1.id": no customer has the id cus_unknown.',
          ],
          [{ update: [{ id: ada.id, email: "Cy@x.io" }] }, `The field "update.0.email" belongs to ${cy.id} already.`],
          [{ update: [{ id: ada.id }, { id: ada.id }] }, 'The field "update.1.id" means the customer of update.0 too'],
          [{ update: [{ id: ada.id }], delete: [ada.id] }, 'The field "update.0.id" means one among those to delete'],
          [
            { update: [{ id: ada.id, email: "n@x.io" }], create: [{ email: "n@x.io" }] },
            '"create.0.email" is the same as "update.0.email"',
          ],
          [{ create: [{ email: `${"x".repeat(320)}@x.io` }] }, 'The field "create.0.email" has 325 characters'],
          [
            { create: [{ first_name: "a\u0000" }] },
            'The field "create.0.first_name" holds a character that cannot be stored',
          ],
          [
            {
              update: [
                { id: ada.id, email: "bob@x.io" },
                { id: bob.id, email: "ada@x.io" },
              ],
            },
            `The field "update.0.email" belongs to ${bob.id} already, which gives it up in this very batch`,
          ],
        ];

        for (const [given, message] of refused) {
          await expect(service.batches.plan(batch(given))).rejects.toThrow(message);
        }
        expect(await service.listCustomers()).toEqual(before);
      });

      itOnOurs("lets emails pass that are free, kept, given up before, or another kind's", async () => {
        const { ada, bob } = await three();
        const registered = { email: "Ada@x.io", has_account: true };

        await service.batches.plan(batch({ update: [{ id: ada.id, email: "ADA@x.io" }] }));
        await service.batches.plan(batch({ delete: [bob.id], update: [{ id: ada.id, email: "bob@x.io" }] }));
        await service.batches.plan(batch({ delete: [bob.id], create: [{ email: "bob@x.io" }] }));
        await service.batches.plan(
          batch({ update: [{ id: bob.id, email: "robert@x.io" }], create: [{ email: "bob@x.io" }, registered] }),
        );
        await service.batches.plan(batch({ create: [{}, { email: null }, {}] }));
      });
    });
  },
  {},
  { [Modules.EVENT_BUS]: bus },
);
