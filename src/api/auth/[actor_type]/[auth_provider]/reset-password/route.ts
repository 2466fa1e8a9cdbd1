import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { generateResetPasswordTokenWorkflow } from "@medusajs/medusa/core-flows";
import { coreResetPassword } from "../../../../../medusa/auth-routes";
import { EMAILPASS } from "../../../../../workflows/logins/find-logins";
import { lookUpLogin } from "../../../../../workflows/logins/look-up-login";
import { isCustomerLogin } from "../../../../utils/customer-login";

type Body = Parameters<typeof coreResetPassword>[0]["validatedBody"];

/**
 * Core's route, for any spelling of the email. As in core, the answer does not reveal whether there is such a login.
 */
export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse): Promise<void> {
  if (!isCustomerLogin(req)) {
    await coreResetPassword(req, res);
    return;
  }
  const { identifier } = req.validatedBody;
  const name = await nameOf(req, identifier);
  await sendToken(req, name);
  const nameNow = await nameOf(req, identifier);
  if (nameNow !== name) {
    // The login was renamed meanwhile: a token that names the old one is void.
    await sendToken(req, nameNow);
  }
  res.sendStatus(201);
}

async function nameOf({ scope }: AuthenticatedMedusaRequest<Body>, email: string): Promise<string> {
  const { stored, login } = await lookUpLogin(scope, email);
  return login?.name ?? stored;
}

/** As core's route does it. */
async function sendToken({ scope, validatedBody }: AuthenticatedMedusaRequest<Body>, entityId: string): Promise<void> {
  const { http } = scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
  await generateResetPasswordTokenWorkflow(scope).run({
    input: {
      ...{ entityId, actorType: "customer", provider: EMAILPASS },
      ...{ secret: http.jwtSecret, jwtOptions: http.jwtOptions, metadata: validatedBody.metadata },
    },
    throwOnError: false,
  });
}
