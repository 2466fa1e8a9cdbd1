import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";
import type { MergeUndo } from "../apply-merge.sql";

describeCustomerModule(({ service, sql }) => {
  const rows = () => sql<{ row: unknown }>("select to_jsonb(customer) as row from customer order by id");

  /** Rows as core's module lets them register, and as the repair of old rows leaves them: a person has to decide. */
  const oldRows = (...emails: string[]) =>
    sql(
      `insert into customer (id, email, has_account, created_at) values ${emails
        .map((email, index) => `('cus_${index + 1}', '${email}', true, '2026-01-0${index + 1}Z')`)
        .join(", ")}`,
    );
  const found = async (email: string) => (await service.listCustomers({ email })).map(({ id }) => id);

  itOnOurs("the survivor of two spellings has the store's, as the preview says, and is found by either", async () => {
    await oldRows("Hello@x.io", "hello@x.io");
    const customer_ids = ["cus_1", "cus_2"];
    const { plan, blockers } = await service.merges.preview({ customer_ids });
    expect({ blockers, customer: plan?.customer }).toMatchObject({
      ...{ blockers: [], customer: { id: "cus_1", email: "hello@x.io" } },
    });

    const merge = await service.merges.merge({ customer_ids });

    expect(merge.plan).toEqual(plan);
    for (const email of ["Hello@x.io", "hello@x.io", "HELLO@X.IO"]) {
      expect(await found(email)).toEqual(["cus_1"]);
    }
    expect((await service.emails.listCollisions({ limit: 10 })).collisions).toEqual([]);
    const input = { email: "hello@x.io", has_account: true };
    await expect(service.createCustomers(input)).rejects.toThrow(/already exists/);
  });

  itOnOurs("whichever of the two lives on, and whosever email is chosen", async () => {
    for (const survivor_id of ["cus_1", "cus_2"]) {
      for (const email of ["cus_1", "cus_2"]) {
        await sql("delete from customer_merge");
        await sql("delete from customer");
        await oldRows("Hello@x.io", "HELLO@x.io");
        await service.merges.merge({ customer_ids: ["cus_1", "cus_2"], survivor_id, fields: { email } });
        expect({ survivor_id, email, found: await found("hello@x.io") }).toEqual({
          ...{ survivor_id, email, found: [survivor_id] },
        });
      }
    }
  });

  itOnOurs("undone, every row is as it was, in its own spelling", async () => {
    await oldRows("Hello@x.io", "hello@x.io");
    const before = await rows();
    const { undo } = await service.merges.merge({ customer_ids: ["cus_1", "cus_2"] });
    expect(await rows()).not.toEqual(before);

    for (let times = 0; times < 2; times++) {
      expect((await service.merges.undo(undo as MergeUndo)).refused).toEqual([]);
      expect(await rows()).toEqual(before);
    }
  });

  itOnOurs("of three spellings two can be merged while the third has the store's, and then these two", async () => {
    await oldRows("Hello@x.io", "HELLO@x.io", "hello@x.io");
    const first = await service.merges.merge({ customer_ids: ["cus_1", "cus_2"] });
    await service.merges.complete({ id: first.id, run_id: first.run_id ?? "", survivor_id: first.survivor_id });
    expect(first.plan?.customer.email).toBe("Hello@x.io");
    expect(await found("hello@x.io")).toEqual(["cus_3"]);

    await service.merges.merge({ customer_ids: ["cus_1", "cus_3"] });

    expect(await found("Hello@x.io")).toEqual(["cus_1"]);
  });

  itOnOurs("a merge of other people leaves the survivor's email as it is stored", async () => {
    await oldRows("ada@x.io", "bob@x.io");
    const { plan } = await service.merges.merge({ customer_ids: ["cus_1", "cus_2"] });
    expect(plan?.customer.email).toBe("ada@x.io");
    expect(await found("ada@x.io")).toEqual(["cus_1"]);
  });
});
