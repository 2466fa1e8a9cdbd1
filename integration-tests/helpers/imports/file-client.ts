import type { IFileModuleService } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { adminClient } from "../http/accounts";
import type { ApiClient } from "../http/api-client";
import type { Store } from "../stores/store";

/** An admin whose imports or exports have files, and what was sent about these. */
export abstract class FileClient {
  /** What was sent about them since `open`. */
  readonly events: { name: string; data: unknown }[] = [];
  private client: ApiClient | undefined;
  private readonly note = async ({ name, data }: { name: string; data?: unknown }) => {
    if (name.startsWith(`customer.${this.kind}`)) {
      this.events.push({ name, data });
    }
  };

  constructor(
    protected readonly store: Store,
    private readonly kind: "import" | "export",
  ) {}

  /** Before each test. */
  async open(): Promise<void> {
    this.client = await adminClient(this.store);
    this.events.length = 0;
    this.store.container.resolve(Modules.EVENT_BUS).addInterceptor?.(this.note);
  }

  /** After each test: no file stays behind. */
  async close(): Promise<void> {
    this.store.container.resolve(Modules.EVENT_BUS).removeInterceptor?.(this.note);
    const remaining = await this.store.sql<{ file_id: string }>(
      `select distinct file_id from customer_${this.kind} where file_id is not null`,
    );
    await this.files.deleteFiles(remaining.map(({ file_id }) => file_id));
  }

  get admin(): ApiClient {
    if (!this.client) {
      throw new Error("Call open() before each test.");
    }
    return this.client;
  }

  get files(): IFileModuleService {
    return this.store.container.resolve(Modules.FILE);
  }
}
