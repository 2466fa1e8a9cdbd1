import { configManager } from "@medusajs/framework/config";
import type { InputConfig } from "@medusajs/framework/types";
import { createMedusaContainer, defineConfig, MedusaError } from "@medusajs/framework/utils";
import { withCustomers } from "../../../with-customers";
import { runMigrations } from "../database/run-migrations";
import { resolveOptions } from "../resolve-options";

const PLUGIN = "medusa-plugin-customers";
const MODULE = "medusa-plugin-customers/modules/customer";
const NONE = { email_normalization: "none", claim: "manual" } as const;

/** Loads a medusa-config as `medusa start` does. @returns the options that Medusa hands to the module. */
function load(config: object): unknown {
  const { modules } = configManager.loadConfig({ projectConfig: defineConfig(config), baseDir: "/store" });
  const entry = modules?.customer;
  return typeof entry === "object" ? entry.options : undefined;
}

/** The two entries as README shows them written out. */
const entries = (plugin: object | undefined, module: object | undefined): InputConfig => {
  const written: object = {
    plugins: [{ resolve: PLUGIN, ...(plugin && { options: plugin }) }],
    modules: [{ resolve: MODULE, ...(module && { options: module }) }],
  };
  return written;
};

function refusal(options: unknown): string {
  try {
    resolveOptions(options);
  } catch (error) {
    expect(error).toMatchObject({ type: MedusaError.Types.INVALID_ARGUMENT });
    return error instanceof Error ? error.message : "";
  }
  throw new Error("The options were accepted");
}

describe("the options of the two entries", () => {
  it("need no config: a module that runs by itself has its own", () => {
    expect(resolveOptions(NONE)).toMatchObject(NONE);
  });

  it.each<[string, object | undefined, object | undefined]>([
    ["in the plugins entry only", NONE, {}],
    ["in the plugins entry only, with no options in the other", NONE, undefined],
    ["in the modules entry only", {}, NONE],
    ["another in each", { claim: "off" }, { email_normalization: "none", claim: "manual" }],
  ])("stop the boot and db:migrate when they differ: %s", async (_, plugin, module) => {
    const options = load(entries(plugin, module));

    const message = refusal(options);

    expect(message).toContain('different options: "email_normalization", "claim".');
    expect(message).toContain(`the entry "${PLUGIN}" in "plugins" and to the entry "${MODULE}" in "modules"`);
    expect(message).toContain("withCustomers(config, options)");
    // No database is asked for: it refuses before it reads any.
    const migration = runMigrations({ options: { ...(options as object) }, container: createMedusaContainer() });
    await expect(migration).rejects.toThrow(message);
  });

  it("stop the boot when only the name of the plugin is listed, and the modules entry has options", () => {
    expect(refusal(load({ ...entries({}, NONE), plugins: [PLUGIN] }))).toContain('"email_normalization"');
  });

  it("never show a value, which may be a secret", () => {
    const options = load(entries({ trusted_email_providers: ["s3cret"] }, {}));
    expect(refusal(options)).not.toContain("s3cret");
  });

  it.each<[string, InputConfig]>([
    ["the same in both", entries(NONE, NONE)],
    ["the same in another order", entries(NONE, { claim: "manual", email_normalization: "none" })],
    ["by withCustomers", withCustomers<InputConfig>({}, NONE)],
    [
      "by withCustomers, with an entry that is there already",
      withCustomers<InputConfig>({ plugins: [{ resolve: PLUGIN, options: NONE }] }),
    ],
  ])("are taken: %s", (_, config) => {
    expect(resolveOptions(load(config))).toMatchObject(NONE);
  });

  it("are taken: a default that is written out in one entry, and none in the other", () => {
    expect(resolveOptions(load(entries({ claim: "on_proof" }, undefined)))).toMatchObject({ claim: "on_proof" });
  });
});
