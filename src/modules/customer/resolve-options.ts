import { isDeepStrictEqual } from "node:util";
import { configManager } from "@medusajs/framework/config";
import { MedusaError } from "@medusajs/framework/utils";
import { PLUGIN } from "../../shared/plugin-name";
import { optionNames, parseOptions, type ResolvedCustomersOptions } from "./options";

/**
 * Parses the options of the module's entry, and refuses to run when the entry of the plugin has others. Medusa hands the
 * module its own entry only: what the entry of the plugin says would be ignored.
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

/** The entry of the plugin, if the process has loaded a medusa-config and the plugin is in it. */
function pluginEntry(): { options?: unknown } | undefined {
  // Without a config (a module's own tests) the manager has no folder, and would log an error when asked for the config.
  const plugins = configManager.baseDir === undefined ? [] : (configManager.config.plugins ?? []);
  const entry = plugins.find((plugin) => (typeof plugin === "string" ? plugin : plugin.resolve) === PLUGIN);
  return typeof entry === "string" ? {} : entry;
}
