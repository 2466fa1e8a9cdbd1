import { MedusaError } from "@medusajs/framework/utils";
import { WRONG_EMAILS } from "../../../../../integration-tests/helpers/http/wrong-emails";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";
import type CustomerModuleService from "../../service";

const REFUSED = {
  type: MedusaError.Types.INVALID_DATA,
  message: 'The field "email" is not an email address. Give one such as ada@example.com.',
};

describeCustomerModule(({ service, sql }) => {
  /** A row as core's module, or this one before it had the rule, stored it. */
  const oldRow = async (id: string, email: string) => {
    await sql(`insert into customer (id, email, has_account) values ('${id}', '${email}', false)`);
    return id;
  };
  const emailOf = async (id: string) =>
    (await sql<{ email: string }>(`select email from customer where id = '${id}'`))[0].email;

  describe("each method that takes an email refuses a text that is none, names the field, and writes nothing", () => {
    const methods: Record<string, (ids: { guest: string; account: string }, email: string) => Promise<unknown>> = {
      createCustomers: (_, email) => service.createCustomers({ email }),
      "createCustomers, many": (_, email) => service.createCustomers([{ email: "new@x.io" }, { email }]),
      "updateCustomers by id": ({ guest }, email) => service.updateCustomers(guest, { email }),
      "updateCustomers by ids": ({ guest }, email) => service.updateCustomers([guest], { email }),
      "updateCustomers by selector": ({ guest }, email) => service.updateCustomers({ id: guest }, { email }),
      "batches.updateEach": ({ guest }, email) => service.batches.updateEach([{ id: guest, email }]),
      "emailChanges.request": ({ account }, email) =>
        service.emailChanges.request({ customer_id: account, email, requested_by: "admin" }),
      "emails.normalize": async (_, email) => service.emails.normalize(email),
    };

    itOnOurs.each(Object.keys(methods))("%s", async (method) => {
      const guest = await service.createCustomers({ email: "guest@x.io" });
      const input = { email: "ada@x.io", has_account: true };
      const account = await service.createCustomers(input);
      for (const [what, email] of Object.entries(WRONG_EMAILS)) {
        const answer = await methods[method]({ guest: guest.id, account: account.id }, email).catch((error) => error);
        expect({ what, answer }).toEqual({ what, answer: expect.objectContaining(REFUSED) });
      }
      expect(await sql("select email from customer order by email")).toEqual([
        { email: "ada@x.io" },
        { email: "guest@x.io" },
      ]);
      expect(await sql("select id from customer_email_change")).toEqual([]);
    });
  });

  itOnOurs("a batch names the item: of creations, updates and upserts", async () => {
    const { id } = await service.createCustomers({ email: "guest@x.io" });
    const email = "é,victim@x.io";
    const empty = { create: [], update: [], delete: [] };
    for (const [batch, field] of [
      [{ ...empty, create: [{ email: "a@x.io" }, { email }] }, "create.1.email"],
      [{ ...empty, update: [{ id, email }] }, "update.0.email"],
      [{ ...empty, upsert: [{ email }] }, "upsert.0.email"],
      [{ ...empty, upsert: [{ id, email }] }, "upsert.0.email"],
    ] as [Parameters<CustomerModuleService["batches"]["plan"]>[0], string][]) {
      await expect(service.batches.plan(batch)).rejects.toMatchObject({
        type: MedusaError.Types.INVALID_DATA,
        message: `The field "${field}" is not an email address. Give one such as ada@example.com.`,
      });
    }
  });

  itOnOurs("no email is none to refuse, and what cannot be seen around one is not stored", async () => {
    const customers = await service.createCustomers([
      { email: "\u200bZoe@Example.com\u00ad \u2060" },
      { email: "\u200b" },
      {},
      Object.assign({}, { email: null }),
    ]);
    expect(customers.map(({ email }) => email)).toEqual(["zoe@example.com", null, null, null]);
    await expect(service.createCustomers({ email: "zoe@example.com\u200b" })).rejects.toThrow(/already exists/);
    expect(await service.updateCustomers(customers[0].id, { email: null } as object)).toMatchObject({ email: null });
  });

  describe("a customer whose stored email breaks the rule", () => {
    itOnOurs("is found by it, in whatever case and with whatever is around it", async () => {
      for (const [index, email] of ["é,victim@x.io", "root@localhost", "a b@x.io", '"ada"@x.io', "none"].entries()) {
        const id = await oldRow(`cus_${index}`, email);
        for (const filter of [email, ` ${email.toUpperCase()}\u200b`]) {
          expect((await service.listCustomers({ email: filter })).map((customer) => customer.id)).toEqual([id]);
          expect((await service.listCustomers({ email: { $in: [filter] } })).map((one) => one.id)).toEqual([id]);
        }
      }
    });

    itOnOurs(
      "keeps it when the whole record is written back, by each method; another wrong one is refused",
      async () => {
        const id = await oldRow("cus_1", "root@localhost");
        const other = await service.createCustomers({ email: "a@x.io" });

        expect(await service.updateCustomers(id, { email: "Root@localhost", phone: "1" })).toMatchObject({
          phone: "1",
        });
        await service.updateCustomers({ email: "root@localhost" }, { email: "root@localhost", phone: "2" });
        await service.batches.updateEach([{ id, email: "root@localhost", phone: "3" }]);
        await service.batches.plan({ create: [], update: [{ id, email: "root@localhost" }], delete: [] });
        expect(await emailOf(id)).toBe("root@localhost");

        await expect(service.updateCustomers([id, other.id], { email: "root@localhost" })).rejects.toMatchObject(
          REFUSED,
        );
        await expect(service.batches.updateEach([{ id, email: "toor@localhost" }])).rejects.toMatchObject(REFUSED);
        expect(await service.updateCustomers(id, { email: "root@x.io" })).toMatchObject({ email: "root@x.io" });
      },
    );

    itOnOurs("is not invited; an invitation that waits already is cancelled instead of mailed", async () => {
      const id = await oldRow("cus_1", "é,victim@x.io");
      await expect(service.invitations.create({ customer_ids: [id] })).rejects.toMatchObject({
        type: MedusaError.Types.NOT_ALLOWED,
        message: expect.stringContaining(`"${id}"`),
      });
      const ada = await service.createCustomers({ email: "ada@x.io" });
      const bob = await service.createCustomers({ email: "bob@x.io" });
      await service.invitations.create({ customer_ids: [ada.id, bob.id] });
      await sql(`update customer set email = 'é,bob@x.io' where id = '${bob.id}'`);

      const { tokens, cancelled } = await service.invitations.lease({ limit: 10 });

      expect({ ids: tokens.map(({ customer_id }) => customer_id), cancelled }).toEqual({ ids: [ada.id], cancelled: 1 });
      expect(await service.invitations.retrieveLast(bob.id)).toMatchObject({ state: "cancelled" });
    });

    itOnOurs("that a change of email of an earlier version would store is not confirmed", async () => {
      const input = { email: "ada@x.io", has_account: true };
      const { id } = await service.createCustomers(input);
      const { token } = await service.emailChanges.request({
        customer_id: id,
        email: "new@x.io",
        requested_by: "admin",
      });
      await sql("update customer_email_change set new_email = 'é,victim@x.io'");
      const { change } = await service.emailChanges.redeem({ token });

      await expect(service.emailChanges.apply(change)).rejects.toMatchObject({ type: MedusaError.Types.NOT_FOUND });
      expect(await emailOf(id)).toBe("ada@x.io");
    });
  });

  itOnOurs("what is not as it would be stored is listed, with why, page by page", async () => {
    await service.createCustomers([{ email: "ada@x.io" }, { email: "bob@x.io" }]);
    await oldRow("cus_1", "Ada@x.io");
    await oldRow("cus_2", "Eve@x.io");
    await oldRow("cus_3", "é,victim@x.io");
    await oldRow("cus_4", "zoe@x.io\u200b");
    await oldRow("cus_5", "root@localhost");
    const list = async (limit: number) => {
      const found = [];
      for (let after: string | null = ""; after !== null; ) {
        const page: Awaited<ReturnType<typeof service.emails.listProblems>> = await service.emails.listProblems({
          after,
          limit,
        });
        found.push(...page.problems);
        after = page.next;
      }
      return found;
    };

    const all = await list(100);

    expect(all.map(({ customer_id, problem, normalized_email }) => [customer_id, problem, normalized_email])).toEqual([
      ["cus_1", "taken", "ada@x.io"],
      ["cus_2", "spelling", "eve@x.io"],
      ["cus_3", "no_email", "é,victim@x.io"],
      ["cus_4", "spelling", "zoe@x.io"],
      ["cus_5", "no_email", "root@localhost"],
    ]);
    expect(await list(1)).toEqual(all);
    expect((await service.emails.listCollisions({ limit: 10 })).collisions).toMatchObject([{ customer_id: "cus_1" }]);
  });
});
