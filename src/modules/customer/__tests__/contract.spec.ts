import { dirname, join } from "node:path";
import type { ModuleJoinerConfig } from "@medusajs/framework/types";
import customerModule from "..";
import { CUSTOMER_FIELDS, namesOf } from "../fields";
import CustomerModuleService from "../service";

// Core's service by file: its package exports the module only, whose service is typed more loosely.
const { CustomerModuleService: CoreService } = require(
  join(dirname(require.resolve("@medusajs/customer")), "services"),
) as { CustomerModuleService: typeof CustomerModuleService };
const coreModule = require("@medusajs/customer").default as typeof customerModule;

function methodsOf(service: { prototype: object }): string[] {
  const names = new Set<string>();
  for (let owner = service.prototype; owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      names.add(name);
    }
  }
  // A trailing underscore marks what is internal to a service.
  return [...names].filter((name) => !name.endsWith("_")).sort();
}

function joinerConfigOf(service: typeof CustomerModuleService): ModuleJoinerConfig {
  // The configuration is the same for every instance: no instance needed.
  return service.prototype.__joinerConfig.call(undefined);
}

/** The configuration with its lists sorted: in none of them does the order mean anything. */
function sorted({ alias = [], schema = "", ...config }: ModuleJoinerConfig): object {
  const types = String(schema).split(/\n\s*\n/);
  const aliases = [alias].flat().sort((a, b) => (String(a.entity) < String(b.entity) ? -1 : 1));
  return { ...config, alias: aliases, schema: types.map((type) => type.trim()).sort() };
}

describe("the contract with Medusa", () => {
  it("is registered as core's module is", () => {
    expect(customerModule.service).toBe(CustomerModuleService);
    // The two more replace what Medusa runs at db:migrate and db:rollback: migrations, then the repair of old rows.
    expect(Object.keys(customerModule).sort()).toEqual(
      [...Object.keys(coreModule), "runMigrations", "revertMigration"].sort(),
    );
    expect(joinerConfigOf(CustomerModuleService).serviceName).toBe("customer");
  });

  it("has each public method that core's service has", () => {
    expect(methodsOf(CoreService)).toEqual(expect.arrayContaining(["createCustomers", "restoreCustomerGroups"]));
    expect(methodsOf(CustomerModuleService)).toEqual(expect.arrayContaining(methodsOf(CoreService)));
  });

  it("links exactly the four entities that core links, by the same keys", () => {
    expect(Object.keys(customerModule.linkable).sort()).toEqual([
      "customer",
      "customerAddress",
      "customerGroup",
      "customerGroupCustomer",
    ]);
    expect(JSON.parse(JSON.stringify(customerModule.linkable))).toEqual(
      JSON.parse(JSON.stringify(coreModule.linkable)),
    );
  });

  it("joins as core: aliases, linkable keys, primary keys, relations, schema; and has the columns that core lacks", () => {
    const core = joinerConfigOf(CoreService);

    expect(
      [core.alias]
        .flat()
        .map((alias) => alias?.entity)
        .sort(),
    ).toEqual(["Customer", "CustomerAddress", "CustomerGroup", "CustomerGroupCustomer"]);
    const ours = JSON.stringify(sorted(joinerConfigOf(CustomerModuleService)));
    const added = namesOf(CUSTOMER_FIELDS, { added: true });
    const likeCore = added.reduce((text, name) => {
      expect(text.split(name)).toHaveLength(3);
      return text.replace(`"${name}",`, "").replace(new RegExp(`\\\\n\\s*${name}: \\w+`), "");
    }, ours);
    expect(JSON.parse(likeCore)).toEqual(JSON.parse(JSON.stringify(sorted(core))));
  });

  it("is distinguished from core's service by a property that core lacks", () => {
    const containerless = Reflect.construct(CustomerModuleService, [{}]) as CustomerModuleService;

    expect(containerless.plugin).toBe("medusa-plugin-customers");
    expect(methodsOf(CoreService)).not.toContain("plugin");
  });
});
