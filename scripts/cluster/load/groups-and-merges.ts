import { isDone } from "./client";
import type { Shop } from "./shop";

/** The same request to both servers at the same time: the proxy takes turns. */
const TWICE = [1, 2];

/** Guest checkouts, group changes and merges: pairs of requests that meet in the database. */
export class GroupsAndMerges {
  private readonly groups: string[] = [];
  private readonly guests: string[] = [];
  /** Pairs of a merge that the client was answered for: survivor and merged. */
  readonly merged: { survivor: string; merged: string }[] = [];

  constructor(private readonly shop: Shop) {}

  async open(): Promise<void> {
    for (const letter of ["A", "B", "C"]) {
      const name = `Load ${letter} ${this.shop.run}`;
      const { data } = await this.shop.untilDone(() =>
        this.shop.admin<{ customer_group: { id: string } }>("create group", "/admin/customer-groups", { name }),
      );
      this.groups.push(data.customer_group.id);
    }
  }

  /** Two carts of one new email. */
  async checkOut(): Promise<void> {
    const body = { region_id: this.shop.regionId, email: this.shop.email("cart") };
    await Promise.all(TWICE.map(() => this.shop.client.send("create cart", "/store/carts", { body })));
  }

  /** Two requests that add the same customers, and take others out. */
  async changeGroup(): Promise<void> {
    const id = await this.shop.guest();
    if (id === undefined) {
      return;
    }
    this.guests.push(id);
    const group = this.groups[this.guests.length % this.groups.length];
    const add = this.guests.slice(-5);
    const remove = this.guests.slice(-12, -7);
    const path = `/admin/customer-groups/${group}/customers`;
    await Promise.all(TWICE.map(() => this.shop.admin("change group", path, { add, remove })));
  }

  /** Merges two guests of a group. */
  async merge(): Promise<void> {
    const customer_ids = [await this.shop.guest(), await this.shop.guest()];
    const [survivor, merged] = customer_ids;
    if (survivor === undefined || merged === undefined) {
      return;
    }
    const answer = await this.shop.admin("merge", "/admin/customers/merge", { customer_ids, survivor_id: survivor });
    if (isDone(answer)) {
      this.merged.push({ survivor, merged });
    }
  }
}
