import { setTimeout as delay } from "node:timers/promises";
import type { Cluster } from "../cluster";
import { EmailChanges } from "./email-changes";
import { Files } from "./files";
import { GroupsAndMerges } from "./groups-and-merges";
import { Invitations } from "./invitations";
import { LastLogins } from "./last-logins";
import { Registrations } from "./registrations";
import { Shop } from "./shop";

/** Milliseconds between two rounds of each kind: the load is bounded, and mixed. */
const PAUSES = { often: 400, seldom: 1_500, rare: 20_000 };

const PATIENCE_MILLISECONDS = 120_000;

/** All kinds of load at once, each in its loop. */
export class Load {
  readonly shop: Shop;
  readonly registrations: Registrations;
  readonly emailChanges: EmailChanges;
  readonly invitations: Invitations;
  readonly groupsAndMerges: GroupsAndMerges;
  readonly lastLogins: LastLogins;
  readonly files: Files;
  private loops: Promise<void>[] = [];
  private importing: Promise<void> = Promise.resolve();

  constructor(cluster: Cluster, importRows: number) {
    this.shop = new Shop(cluster);
    this.registrations = new Registrations(this.shop);
    this.emailChanges = new EmailChanges(this.shop);
    this.invitations = new Invitations(this.shop);
    this.groupsAndMerges = new GroupsAndMerges(this.shop);
    this.lastLogins = new LastLogins(this.shop);
    this.files = new Files(this.shop, importRows);
  }

  async start(): Promise<void> {
    await this.shop.open();
    await this.groupsAndMerges.open();
    this.importing = this.files.import();
    this.loops = [
      this.loop(PAUSES.often, () => this.registrations.step()),
      this.loop(PAUSES.often, () => this.groupsAndMerges.checkOut()),
      this.loop(PAUSES.often, () => this.groupsAndMerges.changeGroup()),
      this.loop(PAUSES.seldom, () => this.groupsAndMerges.merge()),
      this.loop(PAUSES.seldom, () => this.emailChanges.step()),
      this.loop(PAUSES.seldom, () => this.lastLogins.step()),
      this.loop(PAUSES.seldom, () => this.invitations.step()),
      this.loop(PAUSES.rare, () => this.files.export()),
    ];
  }

  /** How often each kind of load that needs others has been done. */
  get rounds(): number[] {
    const { registrations, groupsAndMerges, lastLogins, emailChanges } = this;
    return [registrations.finished, groupsAndMerges.merged.length, lastLogins.rounds, emailChanges.confirmed];
  }

  /** Waits until some of everything is done, for a machine that is slow, or until the time is over. */
  async untilMixed(): Promise<void> {
    for (const deadline = Date.now() + PATIENCE_MILLISECONDS; Date.now() < deadline; await delay(500)) {
      if (Math.min(...this.rounds) > 0) {
        return;
      }
    }
  }

  /** No new rounds begin; returns when the last ones and the import have ended. Shoppers who were interrupted try again. */
  async finish(): Promise<{ stuck: string[] }> {
    this.shop.isOver = true;
    await Promise.all(this.loops);
    const stuck = await this.registrations.finish();
    await this.importing;
    return { stuck };
  }

  private async loop(pause: number, step: () => Promise<void>): Promise<void> {
    while (!this.shop.isOver) {
      await step();
      await delay(pause);
    }
  }
}
