import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex";
import type { Context, DAL, Message } from "@medusajs/framework/types";
import { MessageAggregator } from "@medusajs/framework/utils";
import { isSearchReady } from "../listing/prepare-search.sql";
import type { ResolvedCustomersOptions } from "../options";
import { mapDatabaseError } from "./map-database-error";
import { type RowEvent, rowMessages } from "./row-events";
import { markBegunHere } from "./savepoint";
import type { Seal } from "./seal";
import { connectionOf, inTransaction, type Transaction } from "./transaction";

/** The dependencies that the service gives to its features. */
type CoreParts = {
  options: ResolvedCustomersOptions;
  /** For cursors, which are in URLs and hold a value of their row. */
  seals: Record<"pages" | "duplicates", Seal>;
  repository: DAL.RepositoryService;
  /** Sends grouped messages to the event bus: `emitEvents_` of Medusa's generated service. */
  emit(messages: Record<string, Message[]>): Promise<void>;
};

/** Shared by all feature services: options, seals, the transaction of a call, and its events. */
export class ModuleCore {
  readonly options: ResolvedCustomersOptions;
  readonly seals: CoreParts["seals"];
  /** Contexts that `transaction` or `emitting` has created: work with one of them is part of that call. */
  private readonly inner = new WeakSet<Context>();
  private hasSearchText = false;
  private pool: Knex | undefined;

  constructor(private readonly parts: CoreParts) {
    this.options = parts.options;
    this.seals = parts.seals;
  }

  /**
   * Runs work in the caller's transaction, or in a new one where the context has none. As `@InjectManager() @EmitEvents()
   * @InjectTransactionManager()` of Medusa: row events are emitted when the outermost call is done and its transaction
   * committed; when it fails they are dropped.
   *
   * @param work passes its context on to each method of a service that is to be part of the same transaction.
   */
  async transaction<Result>(
    sharedContext: Context,
    work: (transaction: Transaction, context: Context) => Promise<Result>,
  ): Promise<Result> {
    return await this.emitting(sharedContext, (context) => this.join(context, work));
  }

  /**
   * Runs work that sends one statement: in the caller's transaction, else without one, which saves two round trips.
   *
   * One statement writes all or nothing. Row events are emitted as by `transaction`.
   */
  async statement<Result>(
    sharedContext: Context,
    work: (connection: Knex, context: Context) => Promise<Result>,
  ): Promise<Result> {
    const { transactionManager, isolationLevel, enableNestedTransactions } = sharedContext;
    if (transactionManager || isolationLevel || enableNestedTransactions) {
      return await this.transaction(sharedContext, work);
    }
    return await this.emitting(sharedContext, async (context) => {
      try {
        return await work(await this.reading(context), context);
      } catch (error) {
        throw mapDatabaseError(error);
      }
    });
  }

  /** Runs work, and emits the row events that it has added to its context, unless an outer call does so. */
  async emitting<Result>(sharedContext: Context, work: (context: Context) => Promise<Result>): Promise<Result> {
    if (this.inner.has(sharedContext)) {
      return await work(sharedContext);
    }
    // Not a caller's aggregator: the caller emits its events.
    const messageAggregator = new MessageAggregator();
    const context = { ...sharedContext, messageAggregator };
    this.inner.add(context);
    const result = await work(context);
    if (messageAggregator.count()) {
      await this.parts.emit(messageAggregator.getMessages());
    }
    return result;
  }

  /** Returns the caller's manager: that of the transaction where there is one. Each call without a context creates one. */
  manager(sharedContext: Context): SqlEntityManager {
    // as: the context types its managers as unknown; Medusa puts MikroORM's there.
    const given = (sharedContext.transactionManager ?? sharedContext.manager) as SqlEntityManager | undefined;
    return given ?? this.parts.repository.getFreshManager<SqlEntityManager>();
  }

  /** Returns the context with a manager, for work that needs it more than once. */
  withManager(sharedContext: Context): Context {
    const { manager, transactionManager } = sharedContext;
    return (manager ?? transactionManager) ? sharedContext : { ...sharedContext, manager: this.manager(sharedContext) };
  }

  /** Returns the connection for reads: that of the caller's transaction where there is one. */
  connection(sharedContext: Context): Knex {
    return connectionOf(this.manager(sharedContext));
  }

  /**
   * Returns the connection for reads, once the ORM has written what it holds back in the caller's transaction.
   *
   * Without a context it creates no manager, which takes as long as a small read.
   */
  async reading(sharedContext: Context): Promise<Knex> {
    if (sharedContext.transactionManager) {
      await this.manager(sharedContext).flush();
    }
    if (sharedContext.transactionManager || sharedContext.manager) {
      return this.connection(sharedContext);
    }
    this.pool ??= this.manager({}).getKnex();
    return this.pool;
  }

  /** Adds one event per row to the context. One call for all rows, because there may be many. */
  addRowEvents(sharedContext: Context, event: RowEvent, ids: readonly string[]): void {
    sharedContext.messageAggregator?.save(rowMessages(event, ids, sharedContext.eventGroupId));
  }

  /** Whether the search text is stored and indexed. Once it is, the result is kept until the next start. */
  async isSearchReady(sharedContext: Context): Promise<boolean> {
    this.hasSearchText ||= await isSearchReady(this.connection(sharedContext));
    return this.hasSearchText;
  }

  private async join<Result>(
    context: Context,
    work: (transaction: Transaction, context: Context) => Promise<Result>,
  ): Promise<Result> {
    if (context.transactionManager) {
      return await inTransaction(context, (transaction) => work(transaction, context));
    }
    const begin = async (transactionManager: unknown): Promise<Result> => {
      const joined = { ...context, transactionManager };
      this.inner.add(joined);
      return await inTransaction(joined, async (transaction) => {
        markBegunHere(transaction);
        return await work(transaction, joined);
      });
    };
    const { isolationLevel, enableNestedTransactions = false } = context;
    return await this.parts.repository.transaction(begin, { isolationLevel, enableNestedTransactions });
  }
}
