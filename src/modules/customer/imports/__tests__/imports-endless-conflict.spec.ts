import { sentStatements } from "../../../../../integration-tests/helpers/databases/sent-statements";
import { importClient, rowsOf } from "../../../../../integration-tests/helpers/imports/imports";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";

describeCustomerModule(({ medusaApp, sql }) => {
  const service = runningService(medusaApp);
  const { claim, validate } = importClient(service);

  /** Between the plan of a batch, which finds the customer, and the lock on the customer the batch makes its groups. */
  const changeCustomersWhenGroupsAreMade = () =>
    sql(`
      create sequence looks;
      create function change_customers() returns trigger language plpgsql as $$ begin
        if nextval('looks') > 100 then raise exception 'It never gives up.'; end if;
        update customer set phone = phone || '1';
        return null;
      end $$;
      create trigger change_customers after insert on customer_group execute function change_customers();
    `);

  it("a row whose customer changes each time ends as a conflict after a few looks, and nothing is stored", async () => {
    await service.createCustomers({ email: "a@x.io", phone: "1" });
    const { id } = await validate(rowsOf([{ email: "a@x.io", first_name: "Ann", groups: ["VIP"] }]), {
      create_groups: true,
    });
    await service.imports.confirm(id);
    const run = await claim(id);
    await changeCustomersWhenGroupsAreMade();

    const sent = await sentStatements(() =>
      expect(service.importRuns.storeBatch(run, { limit: 100 })).rejects.toMatchObject({ type: "conflict" }),
    );

    // Five looks each at a hundred rows, at ten and at one.
    expect(sent.filter(({ text }) => /insert into customer_group /.test(text))).toHaveLength(15);
    expect(await service.listCustomers({}, { select: ["first_name"] })).toMatchObject([{ first_name: null }]);
    expect(await service.listCustomerGroups()).toEqual([]);
    expect(await service.imports.retrieve(id)).toMatchObject({ state: "importing", updated: 0, applied_line: 0 });
  });
});
