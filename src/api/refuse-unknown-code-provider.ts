import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";

/** The provider of codes that the Auth module always has. */
const DEFAULT_PROVIDER = "token";

/** The part of the Auth module's options that names further providers of codes. */
const authOptions = z.object({
  verification: z.object({ providers: z.array(z.object({ id: z.string().optional() })).optional() }).optional(),
});

/**
 * Refuses a `code_provider` that the store does not have. The Auth module ends in an internal error for it.
 *
 * @throws MedusaError (invalid_data)
 */
export function refuseUnknownCodeProvider(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const body: unknown = req.body;
  const given: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "code_provider") : undefined;
  if (typeof given === "string" && isUnknown(req, given)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'The field "code_provider" names no provider of this store. Leave it out for "token".',
    );
  }
  next();
}

/** False where the options do not say: they have another shape, or a provider without an id has the id of its class. */
function isUnknown({ scope }: MedusaRequest, given: string): boolean {
  const { modules } = scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE);
  const auth = modules?.[Modules.AUTH];
  const options = authOptions.safeParse(typeof auth === "object" ? auth.options : undefined);
  if (!options.success) {
    return false;
  }
  const providers = options.data.verification?.providers ?? [];
  return given !== DEFAULT_PROVIDER && providers.every(({ id }) => id !== undefined && id !== given);
}
