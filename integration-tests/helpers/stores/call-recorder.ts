import type { ICustomerModuleService } from "@medusajs/framework/types";

type Methods = Record<string, (...args: unknown[]) => unknown>;
type Call = { method: string; order: number; result: unknown };

/**
 * Records which methods of the store's own customer service are called and what they return; they keep working. Takes
 * no other service than this plugin's: what a test says of the calls, it says of ours.
 * `jest.restoreAllMocks`, which `describeStore` runs after each test, takes the note-taking off again.
 */
export class CallRecorder {
  private readonly spies: Map<string, jest.SpyInstance>;

  constructor(service: ICustomerModuleService) {
    expect(service).toHaveProperty("plugin", "medusa-plugin-customers");
    // as: the methods are looked up by name, generated ones included; the contract has no index signature.
    const methods = service as unknown as Methods;
    const batches = jest.spyOn(service.membershipBatches, "changePairs") as jest.SpyInstance;
    this.spies = new Map([
      ...contractMethods(service).map((name): [string, jest.SpyInstance] => [name, jest.spyOn(methods, name)]),
      ["membershipBatches.changePairs", batches],
    ]);
  }

  /** The names of the methods that were called, each once, in the order of their first calls. */
  called(): string[] {
    return unique(this.calls());
  }

  /** As `called`, but only methods whose answer holds this id: what the route answered came out of our service. */
  async gave(id: string): Promise<string[]> {
    const settled = await Promise.all(
      this.calls().map(async (call) => ({ ...call, result: JSON.stringify(await call.result) ?? "" })),
    );
    return unique(settled.filter(({ result }) => result.includes(id)));
  }

  /** Forgets the calls so far: what prepares a test is not what it is about. */
  clear(): void {
    for (const spy of this.spies.values()) {
      spy.mockClear();
    }
  }

  private calls(): Call[] {
    return [...this.spies]
      .flatMap(([method, { mock }]) =>
        mock.invocationCallOrder.map((order, index) => ({ method, order, result: mock.results[index]?.value })),
      )
      .sort((one, other) => one.order - other.order);
  }
}

function unique(calls: readonly Call[]): string[] {
  return [...new Set(calls.map(({ method }) => method))];
}

const CONTRACT = /^(create|update|delete|list|retrieve|softDelete|restore|addCustomer|removeCustomer).*(?<!_)$/;

/** The methods of the contract, of our class or of Medusa's generated one. */
function contractMethods(service: object): string[] {
  const names = new Set<string>();
  for (let layer = service; layer !== Object.prototype; layer = Object.getPrototypeOf(layer)) {
    for (const name of Object.getOwnPropertyNames(layer)) {
      names.add(name);
    }
  }
  return [...names].filter((name) => CONTRACT.test(name) && typeof Reflect.get(service, name) === "function");
}
