import { resolve } from "node:path";
import { dbTestUtilFactory } from "@medusajs/test-utils/dist/database";
import { connectTo } from "../databases/databases";
import { StartingRows } from "../databases/starting-rows";
import { kindOfSpec } from "../jest/spec-kinds";
import type { CapturedRunner, RunnerOptions } from "./captured-runner";

/** `integration-tests/helpers/jest/native-environment.js` closes it before a spec file of another kind. */
const KEY = Symbol.for("medusa-plugin-customers/shared-store");

type Scope = { [KEY]?: SharedStore };

const scope: typeof globalThis & Scope = globalThis;

/** Whether this spec file runs on the store that its worker has booted for the files before it. */
export function sharesStore(): boolean {
  const path = expect.getState().testPath;
  return path !== undefined && kindOfSpec(path, resolve(__dirname, "../../..")) === "store";
}

/**
 * One running store for all spec files of a worker that need no store of their own. Each file starts from the empty store; if its
 * `beforeAll` writes, each of its tests starts from what was written.
 */
export class SharedStore {
  private readonly database = dbTestUtilFactory();
  private readonly empty: StartingRows;
  private readonly filled: StartingRows;
  private isBooted = false;
  private lastTransaction = "";
  private isFilled: boolean | undefined;

  private constructor(
    private readonly name: string,
    private readonly runner: CapturedRunner,
  ) {
    this.empty = new StartingRows(name, "empty_store");
    this.filled = new StartingRows(name);
  }

  /** The worker's store: made by its first file, found by the next ones. */
  static of(name: string, makeRunner: () => CapturedRunner): SharedStore {
    scope[KEY] ??= new SharedStore(name, makeRunner());
    return scope[KEY];
  }

  get options(): RunnerOptions {
    return this.runner.options;
  }

  /** @param afterBoot runs once, before the empty store is kept */
  async beginFile(afterBoot: () => Promise<void>): Promise<void> {
    if (!this.isBooted) {
      await this.runner.beforeAll();
      await afterBoot();
      await this.empty.keep();
      await this.database.snapshot({ databaseName: this.name, templateName: this.template("empty") });
      this.isBooted = true;
    } else {
      await this.restoreEmpty();
    }
    this.isFilled = undefined;
    this.lastTransaction = await this.nextTransaction();
  }

  async beginTest(): Promise<void> {
    if (this.isFilled === undefined) {
      this.isFilled = (await this.nextTransaction()) !== this.lastTransaction;
      if (this.isFilled) {
        await this.filled.keep();
        await this.database.snapshot({ databaseName: this.name, templateName: this.template("filled") });
      }
    } else if (!this.isFilled) {
      await this.restoreEmpty();
    } else if (!(await this.filled.restore())) {
      await this.database.restore({ databaseName: this.name, templateName: this.template("filled") });
    }
  }

  endTest(): Promise<void> {
    return this.runner.afterEach();
  }

  async close(): Promise<void> {
    await Promise.all([this.empty.close(), this.filled.close()]);
    await this.runner.afterAll();
    await this.database.dropTemplate(this.template("empty"));
    await this.database.dropTemplate(this.template("filled"));
  }

  private async restoreEmpty(): Promise<void> {
    if (!(await this.empty.restore())) {
      await this.database.restore({ databaseName: this.name, templateName: this.template("empty") });
    }
  }

  private template(state: "empty" | "filled"): string {
    return `${this.name}-${state}`;
  }

  /** Grows with each transaction that writes. */
  private async nextTransaction(): Promise<string> {
    const client = await connectTo(this.name);
    try {
      const { rows } = await client.query<{ next: string }>(
        "select pg_snapshot_xmax(pg_current_snapshot())::text as next",
      );
      return rows[0].next;
    } finally {
      await client.end();
    }
  }
}
