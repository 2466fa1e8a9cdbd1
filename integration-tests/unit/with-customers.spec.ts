import type { ConfigModule, InputConfig } from "@medusajs/framework/types";
import { defineConfig, MedusaError } from "@medusajs/framework/utils";
import { withCustomers } from "../../src";

const PLUGIN = "medusa-plugin-customers";
const MODULE = "medusa-plugin-customers/modules/customer";
const CORE = "@medusajs/medusa/customer";
const OPTIONS = { email_normalization: "lowercase_domain" } as const;

/** What may be done to a config on its way into defineConfig. */
type Change = <Config extends InputConfig>(config: Config) => Config;

/** `disable` works in an object entry too, though its type does not have it. */
const DISABLED: object = { resolve: CORE, disable: true };

const entry = (options: object = {}) => ({ resolve: MODULE, options });
const pluginEntry = (options: object = {}) => ({ resolve: PLUGIN, options });

/** The error of a call that must fail with an argument Medusa stops the boot for. */
function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(MedusaError);
    expect(error).toMatchObject({ type: MedusaError.Types.INVALID_ARGUMENT });
    return error instanceof Error ? error.message : "";
  }
  throw new Error("The call was not refused");
}

describe("withCustomers", () => {
  describe("where the config comes from", () => {
    it.each<[string, (change: Change) => ConfigModule]>([
      ["no modules", (change) => defineConfig(change({}))],
      ["modules as an array", (change) => defineConfig(change({ modules: [] }))],
      ["modules as an object", (change) => defineConfig(change({ modules: {} }))],
      ["core's module in the array", (change) => defineConfig(change({ modules: [{ resolve: CORE }] }))],
      ["core's module in the object", (change) => defineConfig(change({ modules: { customer: { resolve: CORE } } }))],
    ])("before or after defineConfig, our module replaces core's: %s", (_, define) => {
      const before = define((config) => withCustomers(config, OPTIONS));
      const after = withCustomers(
        define((config) => config),
        OPTIONS,
      );

      for (const { modules, plugins } of [before, after]) {
        expect(modules).toMatchObject({ customer: entry(OPTIONS) });
        expect(plugins).toContainEqual(pluginEntry(OPTIONS));
      }
      expect(Object.keys(before.modules ?? {}).sort()).toEqual(Object.keys(after.modules ?? {}).sort());
    });

    it("keeps the modules that defineConfig adds", () => {
      const plain = defineConfig({});
      const { customer, ...others } = withCustomers(defineConfig({})).modules ?? {};

      expect(customer).toEqual(entry());
      expect(others).toEqual(
        Object.fromEntries(Object.entries(plain.modules ?? {}).filter(([key]) => key !== "customer")),
      );
    });

    it("gives array modules back as an array and object modules as an object", () => {
      expect(withCustomers({ modules: [] }).modules).toEqual([entry()]);
      expect(withCustomers({ modules: {} }).modules).toEqual({ customer: entry() });
      const empty: InputConfig = {};
      expect(withCustomers(empty).modules).toEqual({ customer: entry() });
    });
  });

  it.each<[string, InputConfig]>([
    ["an array", { modules: [{ resolve: "./src/modules/blog" }], plugins: ["other"] }],
    [
      "an object",
      { modules: { blog: { resolve: "./src/modules/blog" } }, plugins: [{ resolve: "other", options: {} }] },
    ],
    ["what defineConfig gives", defineConfig({})],
  ])("twice is as good as once: modules as %s", (_, config) => {
    const once = withCustomers(config, OPTIONS);

    expect(withCustomers(once, OPTIONS)).toEqual(once);
    expect(withCustomers(once)).toEqual(once);
  });

  it("keeps everything else that the host has set, in its order", () => {
    const blog = { resolve: "./src/modules/blog", options: { pageSize: 3 } };
    const http = { storeCors: "a", adminCors: "b", authCors: "c" };
    const shared = { projectConfig: { databaseUrl: "postgres://here", http }, featureFlags: { index: true } };
    const plugins = ["first", { resolve: "second", options: { key: 1 } }];

    expect(withCustomers({ ...shared, plugins, modules: [blog, { resolve: CORE }] })).toEqual({
      ...shared,
      plugins: [...plugins, pluginEntry()],
      modules: [blog, entry()],
    });
    expect(withCustomers({ ...shared, plugins, modules: { blog, order: true } })).toEqual({
      ...shared,
      plugins: [...plugins, pluginEntry()],
      modules: { blog, order: true, customer: entry() },
    });
  });

  describe("an entry that is there already", () => {
    it("keeps its options; options given to withCustomers win", () => {
      const config = {
        modules: [{ resolve: MODULE, options: OPTIONS }],
        plugins: [{ resolve: PLUGIN, options: OPTIONS }],
      };

      expect(withCustomers(config)).toEqual({ modules: [entry(OPTIONS)], plugins: [pluginEntry(OPTIONS)] });
      const none = { email_normalization: "none" } as const;
      expect(withCustomers(config, none)).toEqual({ modules: [entry(none)], plugins: [pluginEntry(none)] });
    });

    it("keeps what else the module's entry says, such as its dependencies", () => {
      const dependencies = ["event_bus"];
      const { modules } = withCustomers({ modules: { customer: { resolve: MODULE, dependencies } } });

      expect(modules).toEqual({ customer: { ...entry(), dependencies } });
    });

    it("stays in its place among the plugins, listed as a string or more than once", () => {
      const plugins = ["first", PLUGIN, "last", { resolve: PLUGIN, options: {} }];
      expect(withCustomers({ plugins }, OPTIONS).plugins).toEqual(["first", pluginEntry(OPTIONS), "last"]);
    });
  });

  it("knows our module by what it resolves to: under another key it is not added a second time", () => {
    const modules = { mine: { resolve: MODULE, options: OPTIONS }, blog: { resolve: "./src/modules/blog" } };

    expect(withCustomers({ modules }).modules).toEqual({ blog: modules.blog, customer: entry(OPTIONS) });
  });

  it("does not change the config it is given", () => {
    const config = {
      plugins: [PLUGIN, { resolve: "other", options: {} }],
      modules: [{ resolve: CORE, options: {} }, { resolve: "./src/modules/blog" }],
    };
    const before = structuredClone(config);

    withCustomers(config, OPTIONS);

    expect(config).toEqual(before);
  });

  describe("refuses", () => {
    it.each([
      [
        "an unknown option",
        { email_normalisation: "none" },
        ['"email_normalisation"', "the options are: email_normalization"],
      ],
      [
        "a value that is not allowed",
        { email_normalization: "upper" },
        ['"email_normalization"', '"lowercase", "lowercase_domain", "none"'],
      ],
      ["a value of the wrong kind", { email_normalization: 1 }, ['"email_normalization"']],
    ])("%s, and names it and what is allowed", (_, options: object, parts) => {
      const message = refusal(() => withCustomers({}, options));

      for (const part of [...parts, "withCustomers", "medusa-config"]) {
        expect(message).toContain(part);
      }
    });

    it("a wrong option without repeating its value, which may be a secret", () => {
      const mistyped: object[] = [{ email_normalization: "s3cret" }, { password: "s3cret" }];
      for (const options of mistyped) {
        expect(refusal(() => withCustomers({}, options))).not.toContain("s3cret");
      }
    });

    it("a wrong option in an entry that is there already", () => {
      const options = { email_normalization: "upper" };
      const configs: InputConfig[] = [
        { modules: [{ resolve: MODULE, options }] },
        { modules: { customer: { resolve: MODULE, options } } },
        { plugins: [{ resolve: PLUGIN, options }] },
      ];
      for (const config of configs) {
        expect(refusal(() => withCustomers(config))).toContain('"email_normalization"');
      }
    });

    it.each<[string, InputConfig]>([
      ["false in the object", { modules: { customer: false } }],
      ["disable in the object", { modules: { customer: DISABLED } }],
      ["disable in the array", { modules: [{ key: "customer", disable: true }] }],
      ["false, after defineConfig", defineConfig({ modules: { customer: false } })],
    ])("a disabled customer module: %s", (_, config) => {
      expect(refusal(() => withCustomers(config))).toContain('modules disables "customer" in medusa-config');
    });

    it.each<[string, InputConfig]>([
      ["in the object", { modules: { customer: { resolve: "./src/modules/mine" } } }],
      ["in the array", { modules: [{ key: "customer", resolve: "./src/modules/mine" }] }],
      ["after defineConfig", defineConfig({ modules: [{ key: "customer", resolve: "./src/modules/mine" }] })],
    ])("another plugin's customer module: %s", (_, config) => {
      expect(refusal(() => withCustomers(config))).toContain('another module as "customer" in medusa-config');
    });
  });
});
