import type { CustomerDTO } from "@medusajs/framework/types";
import { runOfMerge } from "../../../../../integration-tests/helpers/merges/merges";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import type { MergeUndo } from "../apply-merge.sql";
import type { CustomerMerge, MergeCustomersInput } from "../types";

/** Each merge belongs to one run at a time; a run whose process died sends no heartbeat. */
describeCustomerModule(({ service, sql }) => {
  const guest = (name: string): Promise<CustomerDTO> => service.createCustomers({ email: `${name}@x.io` });
  const registered = (name: string): Promise<CustomerDTO> => {
    // A separate variable: the contract's type leaves out a column that core's registration writes by this method too.
    const input = { email: `${name}@x.io`, has_account: true };
    return service.createCustomers(input);
  };

  const begin = async (input: Partial<MergeCustomersInput> = {}) => {
    const [merged, survivor] = [await guest("ada"), await registered("ada")];
    const request = { customer_ids: [merged.id, survivor.id], ...input };
    return { merged, survivor, request, merge: await service.merges.merge(request) };
  };
  const dies = (minutes = 6) => sql(`update customer_merge set heartbeat_at = now() - interval '${minutes} minutes'`);
  const rows = () =>
    sql<{ completed: boolean; run_id: string | null; attempts: number }>(
      "select completed_at is not null as completed, run_id, attempts from customer_merge",
    );
  const undoOf = ({ undo }: CustomerMerge): MergeUndo => {
    if (!undo) {
      throw new Error("Only a new merge can be undone.");
    }
    return undo;
  };

  it("a run that has lost its lease can neither heartbeat, complete, reopen, release nor undo the merge", async () => {
    const { merged, merge, request } = await begin();
    const old = runOfMerge(merge);
    await dies();
    const taken = await service.merges.merge({ ...request, resume: true });
    expect(taken).toMatchObject({ id: merge.id, state: "resumed", undo: null });
    const before = await rows();

    expect(await service.merges.heartbeat(old)).toBe(false);
    expect(await service.merges.complete(old)).toBe(false);
    expect(await service.merges.release(old)).toBe(false);
    expect(await service.merges.checkReversible(old)).toEqual({ outcome: "lost" });
    expect(await service.merges.undo(undoOf(merge))).toMatchObject({ updatedCustomerIds: [] });
    expect(await rows()).toEqual(before);

    expect(await service.merges.heartbeat(runOfMerge(taken))).toBe(true);
    expect(await service.merges.complete(runOfMerge(taken))).toBe(true);
    expect(await service.merges.reopen(old)).toBe(false);
    expect(await rows()).toEqual([{ completed: true, run_id: taken.run_id, attempts: 1 }]);
    expect(await service.listCustomers({ id: merged.id })).toEqual([]);
  });

  it("a merge with a live lease is leased to no other run: neither by the same request nor by a resumption", async () => {
    const { merge, request } = await begin();

    await expect(service.merges.merge(request)).rejects.toThrow("in progress");
    expect(await service.merges.merge({ ...request, resume: true })).toMatchObject({
      state: "already_merged",
      run_id: null,
    });
    expect(await service.merges.merge({ ...request, kind: "claim" })).toMatchObject({
      state: "already_merged",
      run_id: null,
    });
    expect(await service.merges.listUnfinished()).toEqual([]);
    await dies(4);
    expect(await service.merges.listUnfinished()).toEqual([]);
    expect(await service.merges.complete(runOfMerge(merge))).toBe(true);
  });

  it("refuseUnfinishedMerges names the merge for either of the two while it has not ended, and none afterwards", async () => {
    const { merged, survivor, merge } = await begin();
    const other = await guest("other");
    for (const id of [merged.id, survivor.id]) {
      await expect(service.merges.assertNoneUnfinished([other.id, id])).rejects.toMatchObject({
        type: "not_allowed",
        message: expect.stringContaining(`"${merged.id}" into "${survivor.id}"`),
      });
    }
    await service.merges.assertNoneUnfinished([other.id]);
    await service.merges.complete(runOfMerge(merge));
    await service.merges.assertNoneUnfinished([merged.id, survivor.id]);
  });

  it("a released merge is due at once; one that fails again less and less often", async () => {
    const { merge, request } = await begin();
    expect(await service.merges.release(runOfMerge(merge))).toBe(true);
    expect(await service.merges.listUnfinished()).toEqual([merge.id]);

    const taken = await service.merges.merge({ ...request, resume: true });
    await service.merges.release(runOfMerge(taken));
    expect(await service.merges.listUnfinished()).toEqual([]);
    await dies(3);
    expect(await service.merges.listUnfinished()).toEqual([merge.id]);
    await sql("update customer_merge set attempts = 40");
    await dies(59);
    expect(await service.merges.listUnfinished()).toEqual([]);
    await dies(61);
    expect(await service.merges.listUnfinished()).toEqual([merge.id]);
  });

  it("a resumption of a merge that was undone meanwhile merges nothing", async () => {
    const { merged, survivor, merge, request } = await begin();
    await service.merges.undo(undoOf(merge));

    expect(await service.merges.find(merge.id)).toBeNull();
    await expect(service.merges.merge({ ...request, resume: true })).rejects.toMatchObject({ type: "not_found" });
    expect(await service.listCustomers({ id: [merged.id, survivor.id] })).toHaveLength(2);
  });

  it("A into B was interrupted: B into C and C into B are rejected with that reason until it has ended", async () => {
    const { merged, survivor, merge, request } = await begin();
    const third = await registered("third");
    const codes = async (ids: string[]) =>
      (await service.merges.preview({ customer_ids: ids })).blockers.map(({ code }) => code);
    expect(await codes([survivor.id, third.id])).toEqual(["merge_in_progress"]);
    await dies();

    for (const customer_ids of [
      [survivor.id, third.id],
      [third.id, survivor.id],
    ]) {
      expect(await codes(customer_ids)).toEqual(["merge_unfinished"]);
      await expect(service.merges.merge({ customer_ids })).rejects.toMatchObject({
        type: "not_allowed",
        message: expect.stringContaining(`customer "${merged.id}" into "${survivor.id}" was interrupted`),
      });
    }
    expect(await codes([merged.id, third.id])).toEqual(["merge_unfinished"]);
    expect(await codes([merged.id, survivor.id])).toEqual([]);

    const taken = await service.merges.merge({ ...request, resume: true });
    await service.merges.complete(runOfMerge(taken));
    expect(await codes([survivor.id, third.id])).toEqual([]);
    expect(taken.id).toBe(merge.id);
  });

  it("an unfinished merge whose customer core has brought back blocks no merge and is not taken over", async () => {
    const { merged, survivor } = await begin();
    await dies();
    await sql(`update customer set deleted_at = null where id = '${merged.id}'`);

    expect(await service.merges.listUnfinished()).toEqual([]);
    const { blockers } = await service.merges.preview({
      customer_ids: [survivor.id, (await registered("c")).id],
    });
    expect(blockers).toEqual([]);
  });

  it("a merge whose customer's email was taken cannot be undone: that is reported before a row goes back, and it is released", async () => {
    const { merge } = await begin();
    expect(await service.merges.checkReversible(runOfMerge(merge))).toEqual({ outcome: "undo" });
    const taker = await guest("ada");

    expect(await service.merges.checkReversible(runOfMerge(merge))).toEqual({ outcome: "taken", by: taker.id });
    expect(await service.merges.checkReversible(runOfMerge(merge))).toEqual({ outcome: "lost" });
    expect(await service.merges.listUnfinished()).toEqual([merge.id]);
  });

  it("a claim that has not ended is found by its customer; the groups it joined are returned to the run that takes it over", async () => {
    const [merged, survivor] = [await guest("ada"), await registered("ada")];
    const [joined, common] = await service.createCustomerGroups([{ name: "joined" }, { name: "common" }]);
    await service.addCustomerToGroup([
      { customer_id: merged.id, customer_group_id: joined.id },
      { customer_id: merged.id, customer_group_id: common.id },
      { customer_id: survivor.id, customer_group_id: common.id },
    ]);
    const request = { customer_ids: [merged.id, survivor.id], kind: "claim" as const };
    const merge = await service.merges.merge(request);
    expect(merge.joined_group_ids).toEqual([joined.id]);
    expect(await service.merges.findUnfinishedClaim(survivor.id)).toBe(merge.id);
    expect(await service.merges.findUnfinishedClaim(merged.id)).toBeNull();
    await dies();

    const taken = await service.merges.merge(request);
    expect(taken).toMatchObject({ state: "resumed", kind: "claim", joined_group_ids: [joined.id] });
    await service.merges.complete(runOfMerge(taken));
    expect(await service.merges.findUnfinishedClaim(survivor.id)).toBeNull();
  });

  it("a merge that ended is looked at once more, ten minutes later, and not after a day", async () => {
    const { merge } = await begin();
    const ended = (age: string) => sql(`update customer_merge set completed_at = now() - interval '${age}'`);
    await service.merges.complete(runOfMerge(merge));
    expect(await service.merges.listToRecheck()).toEqual([]);
    await ended("25 hours");
    expect(await service.merges.listToRecheck()).toEqual([]);
    await ended("11 minutes");
    expect(await service.merges.listToRecheck()).toEqual([merge.id]);

    await service.merges.markRechecked(merge.id);
    expect(await service.merges.listToRecheck()).toEqual([]);
  });
});
