import type { InputConfig } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { type CustomersOptions, parseOptions } from "./modules/customer/options";

const PLUGIN = "medusa-plugin-customers";
const MODULE = `${PLUGIN}/modules/customer`;

/** What an entry may resolve to and still leave the customer module to us: nothing, core's own, or ours. */
const REPLACEABLE = new Set(["@medusajs/medusa/customer", "@medusajs/customer", MODULE, builtPath(MODULE)]);

type Entry = { resolve?: unknown; key?: unknown; disable?: boolean; options?: unknown };

/**
 * Puts the plugin and its Customer Module into a medusa-config; core's module gives way. Works on what `defineConfig`
 * takes and on what it returns, with `modules` as an array or an object, and more than once. Everything else in the
 * config, options of an entry that is there already included, stays as it is.
 *
 * @throws MedusaError (invalid_argument) for a wrong option, a disabled customer module, or somebody else's.
 */
export function withCustomers<Config extends InputConfig>(config: Config, options: CustomersOptions = {}): Config {
  const changed = {
    ...config,
    plugins: pluginEntries(config.plugins ?? [], options),
    modules: Array.isArray(config.modules)
      ? moduleArray(config.modules, options)
      : moduleObject(config.modules ?? {}, options),
  };
  // as: the same keys with the same kinds of values; TypeScript cannot follow that through a generic spread.
  return changed as Config;
}

function pluginEntries(plugins: readonly (string | Entry)[], options: CustomersOptions): (string | Entry)[] {
  const isOurs = (plugin: string | Entry) => (typeof plugin === "string" ? plugin : plugin.resolve) === PLUGIN;
  const present = plugins.find(isOurs);
  const entry = withOptions({ ...(typeof present === "object" ? present : {}), resolve: PLUGIN }, options);
  return present === undefined
    ? [...plugins, entry]
    : plugins.flatMap((plugin) => {
        if (!isOurs(plugin)) {
          return [plugin];
        }
        return plugin === present ? [entry] : [];
      });
}

function moduleArray(modules: readonly Entry[], options: CustomersOptions): Entry[] {
  const isCustomer = (entry: Entry) =>
    entry.key === Modules.CUSTOMER || (typeof entry.resolve === "string" && REPLACEABLE.has(entry.resolve));
  const present = modules.filter(isCustomer);
  const entry = present.reduce((merged, one) => moduleEntry({ ...merged, ...one }, options), moduleEntry({}, options));
  return [...modules.filter((module) => !isCustomer(module)), entry];
}

function moduleObject(modules: Record<string, unknown>, options: CustomersOptions): Record<string, unknown> {
  const present = modules[Modules.CUSTOMER];
  const entry = typeof present === "object" && present !== null ? (present as Entry) : { disable: present === false };
  return { ...modules, [Modules.CUSTOMER]: moduleEntry(entry, options) };
}

function moduleEntry({ disable, ...present }: Entry, options: CustomersOptions): Entry {
  if (disable) {
    refuse(`modules disables "${Modules.CUSTOMER}"`, "Remove that entry");
  }
  if (present.resolve !== undefined && !(typeof present.resolve === "string" && REPLACEABLE.has(present.resolve))) {
    refuse(`modules already sets another module as "${Modules.CUSTOMER}"`, "Remove that entry, or this plugin");
  }
  return withOptions({ ...present, resolve: MODULE }, options);
}

function withOptions(entry: Entry, options: CustomersOptions): Entry {
  const merged = { ...(typeof entry.options === "object" ? entry.options : {}), ...options };
  parseOptions(merged);
  return { ...entry, options: merged };
}

function builtPath(module: string): string {
  return module.replace(`${PLUGIN}/`, `${PLUGIN}/.medusa/server/src/`);
}

function refuse(what: string, fix: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, `${PLUGIN}: ${what} in medusa-config. ${fix}.`);
}
