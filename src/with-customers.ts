import type { InputConfig } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { keepStdoutForResult } from "./commands/result-output";
import { type CustomersOptions, parseOptions } from "./modules/customer/options";
import { PLUGIN } from "./shared/plugin-name";

const MODULE = `${PLUGIN}/modules/customer`;

/** What an entry may resolve to and still leave the customer module to us: nothing, core's own, or ours. */
const OURS = new Set([MODULE, builtPath(MODULE)]);
const REPLACEABLE = new Set(["@medusajs/medusa/customer", "@medusajs/customer", ...OURS]);

type Entry = { resolve?: unknown; key?: unknown; disable?: boolean; options?: unknown };

/**
 * Puts the plugin and its Customer Module into a medusa-config; core's module gives way. Works on what `defineConfig`
 * takes and on what it returns, with `modules` as an array or an object, and more than once. Everything else in the
 * config, options of an entry that is there already included, stays as it is. An entry is known by what it resolves to:
 * a plugin given by the path of its folder is not seen and would be listed twice; give it by name.
 *
 * @throws MedusaError (invalid_argument) for a wrong option, a disabled customer module, or somebody else's.
 */
export function withCustomers<Config extends InputConfig>(
  config: Config,
  options: CustomersOptions = {},
): Config & Required<Pick<Config, "plugins" | "modules">> {
  // The config is read before the first log line of a command.
  keepStdoutForResult();
  const plugins: readonly (string | Entry)[] = config.plugins ?? [];
  // Options of the plugin entry do not reach a module by themselves.
  const known: CustomersOptions = Object.assign({}, ...plugins.filter(isPlugin).map(optionsOf), options);
  const changed = {
    ...config,
    plugins: pluginEntries(plugins, known),
    modules: Array.isArray(config.modules)
      ? moduleArray(config.modules, known)
      : moduleObject(config.modules ?? {}, known),
  };
  // as: the same keys with the same kinds of values; TypeScript cannot follow that through a generic spread.
  return changed as Config & Required<Pick<Config, "plugins" | "modules">>;
}

function pluginEntries(plugins: readonly (string | Entry)[], options: CustomersOptions): (string | Entry)[] {
  const present = plugins.find(isPlugin);
  const entry = withOptions({ ...(typeof present === "object" ? present : {}), resolve: PLUGIN }, options);
  if (present === undefined) {
    return [...plugins, entry];
  }
  return plugins
    .filter((plugin) => plugin === present || !isPlugin(plugin))
    .map((one) => (one === present ? entry : one));
}

function moduleArray(modules: readonly Entry[], options: CustomersOptions): Entry[] {
  const isCustomer = (entry: Entry) =>
    entry.key === Modules.CUSTOMER || (typeof entry.resolve === "string" && REPLACEABLE.has(entry.resolve));
  const present = modules.filter(isCustomer);
  // Of several entries for one module Medusa takes the last; what the others say about options still holds.
  const options_ = Object.assign({}, ...present.map(optionsOf));
  const entry = moduleEntry({ ...present.at(-1), options: options_ }, options);
  return [...modules.filter((module) => !isCustomer(module)), entry];
}

function moduleObject(modules: Record<string, unknown>, options: CustomersOptions): Record<string, unknown> {
  const present = modules[Modules.CUSTOMER];
  const entry = typeof present === "object" && present !== null ? (present as Entry) : { disable: present === false };
  // Ours under a name of the host's own would be a second service of the same module.
  const isOurs = ([key, one]: [string, unknown]) => key !== Modules.CUSTOMER && OURS.has(resolveOf(one));
  const elsewhere = Object.entries(modules).filter(isOurs);
  const others = Object.entries(modules).filter((one) => !isOurs(one));
  // as: what resolves to our module is an entry.
  const known = Object.assign({}, ...elsewhere.map(([, one]) => optionsOf(one as Entry | string)), optionsOf(entry));
  return { ...Object.fromEntries(others), [Modules.CUSTOMER]: moduleEntry({ ...entry, options: known }, options) };
}

function moduleEntry({ disable, ...present }: Entry, options: CustomersOptions): Entry {
  if (disable) {
    reject(`modules disables "${Modules.CUSTOMER}"`, "Remove that entry");
  }
  if (present.resolve !== undefined && !(typeof present.resolve === "string" && REPLACEABLE.has(present.resolve))) {
    reject(`modules already sets another module as "${Modules.CUSTOMER}"`, "Remove that entry, or this plugin");
  }
  return withOptions({ ...present, resolve: MODULE }, options);
}

function withOptions(entry: Entry, options: CustomersOptions): Entry {
  const merged = { ...optionsOf(entry), ...options };
  parseOptions(merged);
  return { ...entry, options: merged };
}

function resolveOf(entry: unknown): string {
  const resolve = typeof entry === "object" && entry !== null && "resolve" in entry ? entry.resolve : entry;
  return typeof resolve === "string" ? resolve : "";
}

function isPlugin(plugin: string | Entry): boolean {
  return (typeof plugin === "string" ? plugin : plugin.resolve) === PLUGIN;
}

function optionsOf(entry: string | Entry | undefined): object {
  return typeof entry === "object" && typeof entry.options === "object" && entry.options !== null ? entry.options : {};
}

function builtPath(module: string): string {
  return module.replace(`${PLUGIN}/`, `${PLUGIN}/.medusa/server/src/`);
}

function reject(what: string, fix: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, `${PLUGIN}: ${what} in medusa-config. ${fix}.`);
}
