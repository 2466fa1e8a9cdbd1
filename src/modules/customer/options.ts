import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { type EmailNormalization, emailNormalizations } from "./emails/normalize-email";

const normalizationNames = Object.keys(emailNormalizations) as [EmailNormalization, ...EmailNormalization[]];

export const optionsSchema = z.strictObject({
  /** How emails are stored and compared: `docs/emails.md`. */
  email_normalization: z.enum(normalizationNames).default("lowercase"),
  /** How long the file of an export is kept, in hours. */
  export_ttl_hours: z
    .int()
    .min(1)
    .max(365 * 24)
    .default(72),
  /** The largest file that an import takes, in bytes. */
  import_max_bytes: z
    .int()
    .min(1_024)
    .max(100 * 1_024 ** 3)
    .default(1_024 ** 3),
  /** How long an import is kept with its file and its errors, in hours. */
  import_ttl_hours: z
    .int()
    .min(1)
    .max(365 * 24)
    .default(30 * 24),
  /** How long a change of email waits for its confirmation, in minutes. */
  email_change_ttl_minutes: z
    .int()
    .min(5)
    .max(30 * 24 * 60)
    .default(24 * 60),
  /** How long an invitation can be accepted after its mail was sent, in hours. */
  invitation_ttl_hours: z
    .int()
    .min(1)
    .max(90 * 24)
    .default(14 * 24),
  /** Auth providers that return an email only when it is verified. */
  trusted_email_providers: z.array(z.string().min(1).max(100)).max(20).default(["google"]),
  /**
   * When the guest of an email joins the registered customer of that email: as soon as the email is proven, when an admin
   * requests it, or never.
   */
  claim: z.enum(["on_proof", "manual", "off"]).default("on_proof"),
  /**
   * The customer of a cart that has an email and no login: the registered customer only when the email is proven, or in any
   * case, as in core. `auto` is `proven` in a store that demands verified logins of customers
   * (`http.authVerificationsPerActor`), else `core`; a line at boot says which.
   */
  guest_checkout: z.enum(["auto", "proven", "core"]).default("auto"),
  /**
   * Whether a guest without a name gets the first name, last name and phone of the order's shipping address when the order is
   * placed. `off` leaves guests as the checkout makes them: a shipping address may be that of another person.
   */
  guest_names: z.enum(["on_order", "off"]).default("on_order"),
});

/** The options that a host writes in its medusa-config. */
export type CustomersOptions = z.input<typeof optionsSchema>;

/** The options with their defaults filled in. */
export type ResolvedCustomersOptions = z.output<typeof optionsSchema>;

/** The names of all options. */
// as: the keys of the schema are those of its output.
export const optionNames = Object.keys(optionsSchema.shape) as (keyof ResolvedCustomersOptions)[];

/** Keys that Medusa adds to a module's options. They hold the database password and are not ours. */
const FRAMEWORK_KEYS = new Set(["database", "manager"]);

/**
 * Parses the options of the plugin or the module.
 *
 * @throws MedusaError (invalid_argument) that names each wrong option and what is allowed. The message never repeats a
 * value: a mistyped option may hold a secret.
 */
export function parseOptions(options: unknown): ResolvedCustomersOptions {
  const given = typeof options === "object" && options !== null ? options : {};
  const own = Object.fromEntries(Object.entries(given).filter(([key]) => !FRAMEWORK_KEYS.has(key)));
  const result = optionsSchema.safeParse(own);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map(describe).join("; ");
  throw new MedusaError(
    MedusaError.Types.INVALID_ARGUMENT,
    `medusa-plugin-customers: ${problems}. Correct the options given to withCustomers in medusa-config.`,
  );
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    const known = optionNames.join(", ");
    return `there is no option ${issue.keys.map((key) => `"${key}"`).join(", ")}; the options are: ${known}`;
  }
  const name = issue.path.join(".");
  if (issue.code === "invalid_value") {
    return `the option "${name}" must be one of ${issue.values.map((value) => `"${String(value)}"`).join(", ")}`;
  }
  return `the option "${name}" is not valid: ${issue.message}`;
}
