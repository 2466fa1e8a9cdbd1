import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { ICustomerModuleService } from "@medusajs/framework/types";

/** What the examples work on: rows that the spec stores before each of them. */
export type Known = {
  /** A registered customer, an address of theirs, and a guest of another email. */
  customerId: string;
  addressId: string;
  guestId: string;
  groupId: string;
  /** A change of email that waits, and an invitation whose token was announced. */
  changeId: string;
  invitationId: string;
  token: string;
  /** An import of a file that is read and can be confirmed, and an export that waits. */
  importId: string;
  exportId: string;
  /** A CSV file in the plugin's own format. */
  path: string;
  folder: string;
};

type Example = (customers: ICustomerModuleService, known: Known) => Promise<unknown>;

/** The examples of `docs/reference/service.md`: `npm run reference` copies their bodies, the spec beside this file runs them. */
export const serviceExamples = {
  async "batches.plan"(customers, { customerId }) {
    const { create, update, upserted } = await customers.batches.plan({
      create: [],
      update: [],
      upsert: [{ email: "grace@example.com", first_name: "Grace" }],
      delete: [customerId],
    });
    return { create, update, upserted };
  },
  async "batches.updateEach"(customers, { customerId, guestId }) {
    return await customers.batches.updateEach([
      { id: customerId, external_id: "erp-1" },
      { id: guestId, first_name: "Bob", phone: null },
    ]);
  },
  async "duplicates.list"(customers) {
    const { duplicates, next } = await customers.duplicates.list({ reason: "phone", limit: 20 });
    const following = next === null ? undefined : await customers.duplicates.list({ reason: "phone", after: next });
    return [duplicates, following];
  },
  async "emailChanges.retrieve"(customers, { changeId }) {
    const { new_email, expires_at } = await customers.emailChanges.retrieve(changeId);
    return { new_email, expires_at };
  },
  async "emailChanges.retrievePending"(customers, { customerId }) {
    return await customers.emailChanges.retrievePending(customerId);
  },
  async "emails.isSpellingOf"(customers) {
    return customers.emails.isSpellingOf(" Ada@Example.com", "ada@example.com");
  },
  async "emails.listCollisions"(customers) {
    const { collisions, next } = await customers.emails.listCollisions({ limit: 100 });
    return { collisions, next };
  },
  async "emails.listOldSpellings"(customers) {
    return await customers.emails.listOldSpellings("ada@example.com");
  },
  async "emails.listProblems"(customers) {
    const { problems, next } = await customers.emails.listProblems({ limit: 100 });
    return { problems, next };
  },
  async "emails.normalize"(customers) {
    return customers.emails.normalize(" Ada@Example.com");
  },
  async "exports.create"(customers) {
    return await customers.exports.create({ format: "jsonl", filters: { has_account: true } });
  },
  async "exports.list"(customers) {
    return await customers.exports.list({ limit: 20, offset: 0 });
  },
  async "exports.retrieve"(customers, { exportId }) {
    return await customers.exports.retrieve(exportId);
  },
  async "exports.stream"(customers, { folder }) {
    let csv = "";
    for await (const { text } of await customers.exports.stream({ format: "csv", columns: ["id", "email"] })) {
      csv += text;
    }
    await writeFile(`${folder}/customers.csv`, csv);
  },
  async "health.read"(customers) {
    const { status, problems } = await customers.health.read();
    return status === "ok" ? "all is well" : problems.join("\n");
  },
  async "imports.cancel"(customers, { importId }) {
    return await customers.imports.cancel(importId);
  },
  async "imports.confirm"(customers, { importId }) {
    return await customers.imports.confirm(importId, { send_invitations: true });
  },
  async "imports.create"(customers, { path }) {
    return await customers.imports.create({ file_id: path, filename: "customers.csv", options: { dry_run: true } });
  },
  async "imports.list"(customers) {
    return await customers.imports.list({ limit: 20, offset: 0 });
  },
  async "imports.listErrors"(customers, { importId }) {
    return await customers.imports.listErrors(importId, { limit: 100, offset: 0 });
  },
  async "imports.preview"(customers, { path }) {
    const { format, mapping, rows } = await customers.imports.preview(createReadStream(path), { dry_run: true }, 10);
    return { format, mapping, rows };
  },
  async "imports.retrieve"(customers, { importId }) {
    const { state, total, invalid } = await customers.imports.retrieve(importId);
    return { state, total, invalid };
  },
  async "imports.streamErrors"(customers, { importId, folder }) {
    let csv = "";
    for await (const piece of await customers.imports.streamErrors(importId)) {
      csv += piece;
    }
    await writeFile(`${folder}/errors.csv`, csv);
  },
  async "invitations.acknowledge"(customers, { invitationId, token }) {
    return await customers.invitations.acknowledge([{ invitation_id: invitationId, token }]);
  },
  async "invitations.list"(customers) {
    return await customers.invitations.list({ state: "announced" }, { limit: 20, offset: 0 });
  },
  async "invitations.retrieve"(customers, { invitationId }) {
    const { email, expires_at } = await customers.invitations.retrieve(invitationId);
    return { email, expires_at };
  },
  async "invitations.retrieveLast"(customers, { guestId }) {
    return await customers.invitations.retrieveLast(guestId);
  },
  async listCustomersPage(customers) {
    const first = await customers.listCustomersPage({ filters: { has_account: true }, limit: 50, count: "bounded" });
    const second = first.after === null ? null : await customers.listCustomersPage({ after: first.after });
    return [first.customers, second];
  },
  async "logins.beginPasswordCheck"(customers, { customerId }) {
    const check = await customers.logins.beginPasswordCheck(customerId);
    return check;
  },
  async "logins.endPasswordCheck"(customers, { customerId }) {
    const check = await customers.logins.beginPasswordCheck(customerId);
    if ("since" in check) {
      await customers.logins.endPasswordCheck({ ...check, is_right: true });
    }
  },
  async "membershipBatches.change"(customers, { groupId }) {
    const { batchId, added, removed } = await customers.membershipBatches.change({
      groupId,
      add: { filter: { has_account: true } },
      remove: { filter: { has_account: false } },
    });
    return { batchId, added, removed };
  },
  async "membershipBatches.changePairs"(customers, { customerId, groupId }) {
    const pair = { customer_id: customerId, customer_group_id: groupId };
    return await customers.membershipBatches.changePairs({ add: [pair], remove: [] });
  },
  async "membershipBatches.list"(customers, { customerId, groupId }) {
    const { batchId } = await customers.membershipBatches.change({ groupId, add: { ids: [customerId] } });
    return await customers.membershipBatches.list({ batchId, after: "", limit: 1_000 });
  },
  async "membershipBatches.listChanges"(customers, { customerId, groupId }) {
    await customers.membershipBatches.change({ groupId, add: { ids: [customerId] } });
    return await customers.membershipBatches.listChanges({ groupId, limit: 20, offset: 0 });
  },
  async "membershipBatches.reverse"(customers, { customerId, groupId }) {
    const { batchId } = await customers.membershipBatches.change({ groupId, add: { ids: [customerId] } });
    return await customers.membershipBatches.reverse({ groupId, changeId: batchId });
  },
  async "membershipBatches.undo"(customers, { customerId, groupId }) {
    const { batchId } = await customers.membershipBatches.change({ groupId, add: { ids: [customerId] } });
    return await customers.membershipBatches.undo(batchId);
  },
  async "membershipBatches.undoPairs"(customers, { customerId, groupId }) {
    const pair = { customer_id: customerId, customer_group_id: groupId };
    const change = await customers.membershipBatches.changePairs({ add: [pair], remove: [] });
    return await customers.membershipBatches.undoPairs(change);
  },
  async "merges.findLastClaim"(customers, { customerId }) {
    return await customers.merges.findLastClaim(customerId);
  },
  async "merges.findSurvivor"(customers, { customerId }) {
    return await customers.merges.findSurvivor(customerId);
  },
  async "merges.preview"(customers, { customerId, guestId }) {
    const { plan, blockers } = await customers.merges.preview({
      customer_ids: [customerId, guestId],
      fields: { phone: guestId },
    });
    return { plan, blockers };
  },
  async setDefaultAddress(customers, { customerId, addressId }) {
    await customers.setDefaultAddress(customerId, addressId, "shipping");
    await customers.setDefaultAddress(customerId, null, "billing");
  },
  async undoDefaultAddress(customers, { customerId, addressId }) {
    const before = await customers.setDefaultAddress(customerId, addressId, "shipping");
    await customers.undoDefaultAddress({ customerId, addressId, purpose: "shipping" }, before);
  },
} satisfies Record<string, Example>;
