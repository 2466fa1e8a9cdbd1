import { isDeepStrictEqual } from "node:util";
import { configManager } from "@medusajs/framework/config";
import { MedusaError } from "@medusajs/framework/utils";
import { PLUGIN } from "../../shared/plugin-name";
import { optionNames, parseOptions, type ResolvedCustomersOptions } from "./options";

/**
 * Parses the options of the module, and refuses options that differ from the plugin's.
 *
 * Medusa gives the module its own entry only, so it would ignore options of the plugin's entry.
 *
 * @throws MedusaError (invalid_argument) that names the options that differ, both entries and what to do.
 */
export function resolveOptions(options: unknown): ResolvedCustomersOptions {
  const resolved = parseOptions(options);
  const plugin = pluginEntry();
  const ofPlugin = plugin === undefined ? resolved : parseOptions(plugin.options);
  const differing = optionNames.filter((name) => !isDeepStrictEqual(resolved[name], ofPlugin[name]));
  if (differing.length) {
    throw new MedusaError(
      MedusaError.Types.INVALID_ARGUMENT,
      `${PLUGIN}: the two entries in medusa-config have different options: ` +
        `${differing.map((name) => `"${name}"`).join(", ")}. Give the same options to the entry "${PLUGIN}" in "plugins" ` +
        `and to the entry "${PLUGIN}/modules/customer" in "modules", or pass them once: withCustomers(config, options).`,
    );
  }
  return resolved;
}

/** Returns the plugin's entry in medusa-config; undefined without a config or an entry. */
function pluginEntry(): { options?: unknown } | undefined {
  // Without a config (as in tests of the module) the manager has no folder, and logs an error when its config is read.
  const plugins = configManager.baseDir === undefined ? [] : (configManager.config.plugins ?? []);
  const entry = plugins.find((plugin) => (typeof plugin === "string" ? plugin : plugin.resolve) === PLUGIN);
  return typeof entry === "string" ? {} : entry;
}
