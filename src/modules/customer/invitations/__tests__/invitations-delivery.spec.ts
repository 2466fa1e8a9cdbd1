import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { importClient } from "../../../../../integration-tests/helpers/imports/imports";
import { invitationScenario } from "../../../../../integration-tests/helpers/invitations/invitations";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import type CustomerModuleService from "../../service";
import type { CustomerInvitationState } from "../invitation";

const PAGE = { limit: 100, offset: 0 };

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service: CustomerModuleService = runningService(medusaApp);
  const { validate, store, claim } = importClient(service);
  const desk = invitationScenario(service);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      line: index + 2,
      raw: "x",
      customer: { email: `${index}@x.io`, has_account: index % 2 === 0 },
    }));
  const take = async () => (await service.invitations.lease({ limit: 100 })).tokens;
  const announce = async () => {
    const announced = await take();
    await service.invitations.markSent({ announced, cancelled: [] });
    return announced.map(({ id, token }) => ({ invitation_id: id, token }));
  };
  const inState = async (state: CustomerInvitationState) => (await service.invitations.list({ state }, PAGE)).count;

  async function imported(count: number, confirmation?: { send_invitations: boolean }) {
    const { id, expected } = await validate(people(count));
    await service.imports.confirm(id, confirmation);
    return { id, expected, done: await store(id) };
  }

  it("an import sends nothing by itself: it says how many there would be, and holds them", async () => {
    const { id, expected, done } = await imported(5);

    expect([expected, done.created]).toEqual([expect.objectContaining({ created: 5, invitations: 3 }), 5]);
    expect([await inState("held"), await take()]).toEqual([3, []]);
    const { invitations, count } = await service.invitations.list({ state: "held", import_id: id }, PAGE);
    expect([count, invitations[0]]).toEqual([
      3,
      expect.objectContaining({ import_id: id, state: "held", email: null }),
    ]);
    expect(await service.invitations.list({ import_id: "cusimp_none" }, PAGE)).toEqual({ invitations: [], count: 0 });
  });

  it("confirmed with send_invitations it has them wait for the sender", async () => {
    const { done } = await imported(3, { send_invitations: true });
    expect([done.send_invitations, await inState("waiting"), (await take()).length]).toEqual([true, 2, 2]);
  });

  it("held ones are released for an import, for customers, or all, and no others", async () => {
    const { id } = await imported(6);
    const { invitations } = await service.invitations.list({}, PAGE);
    const [first] = invitations;

    expect(await service.invitations.release({ state: "held", customer_ids: [first.customer_id] })).toMatchObject({
      count: 1,
    });
    expect((await take()).map((one) => one.id)).toEqual([first.id]);
    const { count, last } = await service.invitations.release({ state: "held", import_id: id });
    expect([count, await service.invitations.release({ state: "held", all: true }, last ?? "")]).toEqual([
      2,
      { count: 0, last: null },
    ]);
    expect((await take()).length).toBe(2);
  });

  it("those of an import that has not ended are not released, nor those of an unknown one", async () => {
    const { id } = await validate(people(2));
    await expect(service.invitations.release({ state: "held", import_id: id })).rejects.toThrow(/The import is ready/);
    await expect(service.invitations.release({ state: "held", import_id: "x" })).rejects.toThrow(/not found/);
  });

  it("without a choice none is released, nor with all and a choice", async () => {
    await imported(2);
    for (const choice of [{}, { all: false }, { all: true, customer_ids: ["x"] }, { all: true, import_id: "x" }]) {
      const releasing = service.invitations.release({ state: "held", ...choice });
      await expect(releasing).rejects.toThrow(/"import_id", or "customer_ids", or "all": true/);
    }
    expect(await inState("held")).toBe(1);
  });

  it("all leaves out an import that still stores rows, until it has ended", async () => {
    const { id } = await validate(people(5));
    await service.imports.confirm(id);
    const run = await claim(id);
    await service.importRuns.storeBatch(run, { limit: 3 });
    expect([await inState("held"), await service.invitations.release({ state: "held", all: true })]).toEqual([
      2,
      { count: 0, last: null },
    ]);
    await service.imports.cancel(id);
    expect(await service.invitations.release({ state: "held", all: true })).toMatchObject({ count: 2 });
  });

  it("inviting a customer releases what an import holds, and an undo holds it again", async () => {
    await imported(1);
    const [held] = (await service.invitations.list({}, PAGE)).invitations;
    const { ids, undo } = await desk.invite([{ id: held.customer_id }], true);

    expect([ids, await inState("waiting")]).toEqual([[held.id], 1]);
    expect([await service.invitations.undo(undo), await inState("held")]).toEqual([[], 1]);
  });

  it("one that no subscriber took is announced, not sent; it is shown, and mailed once more on request", async () => {
    await desk.invite([await desk.account()]);
    const [first] = await announce();
    expect([await inState("announced"), await inState("sent")]).toEqual([1, 0]);
    expect(await service.invitations.findCustomer(first.token)).toMatch(/^cus_/);

    expect(await service.invitations.release({ state: "announced", all: true })).toMatchObject({ count: 1 });
    const [second] = await announce();
    expect(second.invitation_id).toBe(first.invitation_id);
    await expect(service.invitations.findCustomer(first.token)).rejects.toThrow(/not valid/);
    expect((await service.invitations.acknowledge([first])).ids).toEqual([]);
    expect((await service.invitations.acknowledge([second])).ids).toEqual([second.invitation_id]);
    expect((await service.invitations.acknowledge([second])).ids).toEqual([]);
    expect([await inState("announced"), await inState("sent")]).toEqual([0, 1]);
  });

  it("a subscriber may be faster than the sender's own note", async () => {
    await desk.invite([await desk.account()]);
    const announced = await take();
    const { ids, undo } = await service.invitations.acknowledge(
      announced.map(({ id, token }) => ({ invitation_id: id, token })),
    );
    await service.invitations.markSent({ announced, cancelled: [] });

    expect([ids, await inState("sent")]).toEqual([announced.map(({ id }) => id), 1]);
    expect([await service.invitations.undo(undo), await inState("waiting")]).toEqual([[], 1]);
  });

  it("ten acknowledgements at once count one, and none brings an accepted or expired one back", async () => {
    await desk.invite([await desk.account(), await desk.account("bob@x.io")]);
    const taken = await announce();
    const answers = await Promise.all(Array.from({ length: 10 }, () => service.invitations.acknowledge(taken)));
    expect(answers.flatMap(({ ids }) => ids).sort()).toEqual(taken.map((one) => one.invitation_id).sort());

    await desk.invite([await desk.account("cy@x.io")]);
    const [late] = await announce();
    await service.invitations.redeem(late.token);
    expect((await service.invitations.acknowledge([late])).ids).toEqual([]);
    expect(await inState("accepted")).toBe(1);
  });

  it("announced ones expire as sent ones do, and are shown so before the job says it", async () => {
    await desk.invite([await desk.account()]);
    await announce();
    await sql("update customer_invitation set expires_at = now() - interval '1 second'");

    expect([await inState("announced"), await inState("expired")]).toEqual([0, 1]);
    expect(await service.invitations.release({ state: "announced", all: true })).toEqual({ count: 0, last: null });
    expect([await service.invitations.expire(), await inState("expired")]).toEqual([1, 1]);
  });
});
