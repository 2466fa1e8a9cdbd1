import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";

const providers = z.object({ providers: z.array(z.object({ id: z.string().optional() })).optional() }).optional();

/** The parts of the Auth module's options that name further providers. */
const authOptions = z.object({ verification: providers, mfa: providers });

type Kind = {
  /** The field of the body that names a provider. */
  field: string;
  /** The part of the Auth module's options that names further ones. */
  option: keyof z.output<typeof authOptions>;
  /** The provider that the Auth module always has. */
  builtIn: string;
};

/**
 * Rejects a `code_provider` that the store does not have. The Auth module throws an internal error for it.
 *
 * @throws MedusaError (invalid_data)
 */
export const rejectUnknownCodeProvider = rejectUnknown({
  field: "code_provider",
  option: "verification",
  builtIn: "token",
});

/** The same for the `provider` of a second factor. */
export const rejectUnknownMfaProvider = rejectUnknown({ field: "provider", option: "mfa", builtIn: "totp" });

function rejectUnknown(kind: Kind) {
  return (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
    const body: unknown = req.body;
    const given: unknown = typeof body === "object" && body !== null ? Reflect.get(body, kind.field) : undefined;
    if (typeof given === "string" && isUnknown(req, given, kind)) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `The field "${kind.field}" names no provider of this store. The one that every store has is "${kind.builtIn}".`,
      );
    }
    next();
  };
}

/** Returns false when the options do not say: they have another shape, or a provider without an id uses its class's id. */
function isUnknown({ scope }: MedusaRequest, given: string, { option, builtIn }: Kind): boolean {
  const { modules } = scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE);
  const auth = modules?.[Modules.AUTH];
  const options = authOptions.safeParse((typeof auth === "object" ? auth.options : undefined) ?? {});
  if (!options.success) {
    return false;
  }
  const further = options.data[option]?.providers ?? [];
  return given !== builtIn && further.every(({ id }) => id !== undefined && id !== given);
}
