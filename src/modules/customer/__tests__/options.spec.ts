import { MedusaError } from "@medusajs/framework/utils";
import { parseOptions } from "../options";
import CustomerModuleService from "../service";

const messageOf = (options: unknown): string => {
  try {
    parseOptions(options);
  } catch (error) {
    expect(error).toBeInstanceOf(MedusaError);
    expect(error).toMatchObject({ type: MedusaError.Types.INVALID_ARGUMENT });
    return (error as MedusaError).message;
  }
  throw new Error("the options were accepted");
};

const DEFAULTS = {
  email_normalization: "lowercase",
  email_change_ttl_minutes: 1_440,
  invitation_ttl_hours: 336,
  trusted_email_providers: ["google"],
  claim: "on_proof",
  guest_checkout: "auto",
  guest_names: "on_order",
  export_ttl_hours: 72,
  import_max_bytes: 1_073_741_824,
  import_ttl_hours: 720,
};

describe("the options of the module", () => {
  it("default to lower-case emails, claims on proof and a day to confirm a new one, whatever stands for no options", () => {
    for (const none of [undefined, null, {}, { email_normalization: undefined }]) {
      expect(parseOptions(none)).toEqual(DEFAULTS);
    }
  });

  it("keep the files of exports for an hour at least and a year at most", () => {
    for (const export_ttl_hours of [1, 8760]) {
      expect(parseOptions({ export_ttl_hours })).toMatchObject({ export_ttl_hours });
    }
    for (const export_ttl_hours of [0, -1, 8761, 1.5, "72", null, Number.NaN]) {
      expect(messageOf({ export_ttl_hours })).toContain('"export_ttl_hours" is not valid');
    }
  });

  it("let an invitation be good for an hour at least and 90 days at most", () => {
    for (const invitation_ttl_hours of [1, 2160]) {
      expect(parseOptions({ invitation_ttl_hours })).toEqual({ ...DEFAULTS, invitation_ttl_hours });
    }
    for (const invitation_ttl_hours of [0, -1, 2161, 1.5, "336", null, Number.NaN]) {
      expect(messageOf({ invitation_ttl_hours })).toContain('"invitation_ttl_hours" is not valid');
    }
  });

  it("take files of imports of a kilobyte to 100 GB, and keep them for an hour to a year", () => {
    for (const right of [
      { import_max_bytes: 1_024 },
      { import_max_bytes: 100 * 1_024 ** 3 },
      { import_ttl_hours: 8_760 },
    ]) {
      expect(parseOptions(right)).toEqual({ ...DEFAULTS, ...right });
    }
    for (const import_max_bytes of [0, 1_023, 100 * 1_024 ** 3 + 1, 2_048.5, "2048", null]) {
      expect(messageOf({ import_max_bytes })).toContain('"import_max_bytes" is not valid');
    }
    for (const import_ttl_hours of [0, 8_761, 1.5, "720", null]) {
      expect(messageOf({ import_ttl_hours })).toContain('"import_ttl_hours" is not valid');
    }
  });

  it("take each of the three ways to normalise emails", () => {
    for (const email_normalization of ["lowercase", "lowercase_domain", "none"]) {
      expect(parseOptions({ email_normalization })).toEqual({ ...DEFAULTS, email_normalization });
    }
  });

  it("take each of the three ways to claim guests, and no other", () => {
    for (const claim of ["on_proof", "manual", "off"]) {
      expect(parseOptions({ claim })).toMatchObject({ claim });
    }
    expect(messageOf({ claim: "always" })).toContain('the option "claim" must be one of "on_proof", "manual", "off"');
  });

  it("take each of the three ways to check out without a login, and no other", () => {
    for (const guest_checkout of ["auto", "proven", "core"]) {
      expect(parseOptions({ guest_checkout })).toEqual({ ...DEFAULTS, guest_checkout });
    }
    expect(messageOf({ guest_checkout: "off" })).toContain('"guest_checkout" must be one of "auto", "proven", "core"');
  });

  it("name guests by their orders, or not", () => {
    for (const guest_names of ["on_order", "off"]) {
      expect(parseOptions({ guest_names })).toEqual({ ...DEFAULTS, guest_names });
    }
    expect(messageOf({ guest_names: false })).toContain('"guest_names" must be one of "on_order", "off"');
  });

  it("pass over what Medusa itself puts among them, and keep none of it", () => {
    const options = {
      database: { clientUrl: "postgres://user:secret@host/db" },
      manager: {},
      email_normalization: "none",
    };

    expect(parseOptions(options)).toEqual({ ...DEFAULTS, email_normalization: "none" });
    expect(parseOptions({ ...options, [Symbol("shared connection")]: true })).toEqual(parseOptions(options));
  });

  it("refuse a wrong value: the message names the option and what is allowed, never the value", () => {
    for (const value of ["hunter2-secret", "LOWERCASE", "", 1234567, null, true, ["lowercase"], { a: "hunter2" }]) {
      const message = messageOf({ email_normalization: value });

      expect(message).toBe(
        'medusa-plugin-customers: the option "email_normalization" must be one of "lowercase", "lowercase_domain", ' +
          '"none". Correct the options given to withCustomers in medusa-config.',
      );
    }
  });

  it("refuse an unknown option: the message names it and those there are, never a value", () => {
    const message = messageOf({ emailNormalization: "hunter2", database: { clientUrl: "postgres://u:hunter2@h/d" } });

    expect(message).toContain(
      'there is no option "emailNormalization"; the options are: email_normalization, export_ttl_hours',
    );
    expect(message).not.toContain("hunter2");
  });

  it("take five minutes to thirty days to confirm an email, and no other", () => {
    for (const email_change_ttl_minutes of [5, 60, 43_200]) {
      expect(parseOptions({ email_change_ttl_minutes })).toEqual({ ...DEFAULTS, email_change_ttl_minutes });
    }
    for (const email_change_ttl_minutes of [0, 4, 4.5, 43_201, "60", null, Number.NaN]) {
      expect(messageOf({ email_change_ttl_minutes })).toContain('"email_change_ttl_minutes" is not valid');
    }
  });

  it("take a shop's own word on vouching providers", () => {
    const own = { trusted_email_providers: ["google", "okta"] };
    expect(parseOptions(own)).toEqual({ ...DEFAULTS, ...own });
    expect(messageOf({ trusted_email_providers: "google" })).toContain('"trusted_email_providers" is not valid');
    expect(messageOf({ trusted_email_providers: [""] })).toContain('"trusted_email_providers.0" is not valid');
  });

  it("are all refused at once: every wrong one is named", () => {
    const message = messageOf({ email_normalization: "hunter2", one: "hunter2", two: "hunter2" });

    expect(message).toContain('"email_normalization" must be one of');
    expect(message).toContain('there is no option "one", "two"');
    expect(message).not.toContain("hunter2");
  });

  it("stop the service from being built when they are wrong", () => {
    const build = (options: unknown) => () => Reflect.construct(CustomerModuleService, [{}, options]);

    expect(build({ email_normalization: "upper" })).toThrow('the option "email_normalization" must be one of');
    expect(build({ emails: "none" })).toThrow('there is no option "emails"');
    expect(build({ email_normalization: "none" })).not.toThrow();
    expect(build(undefined)).not.toThrow();
  });
});
