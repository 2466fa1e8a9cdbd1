import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { isErrorOf } from "../../../../../shared/errors";
import { linkLoginWorkflow } from "../../../../../workflows/logins/workflows/link-login";
import { answerTooManyRequests } from "../../../../utils/answer-too-many-requests";
import { assertOwner } from "../../../../utils/assert-owner";
import { loginBodies } from "../../../../utils/login-bodies";
import { identityOfToken, notLinkable } from "./identity-of-token";
import type { LinkLoginBody } from "./validators";

/** Answers the customer's logins, `{ logins }`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(200).json({ logins: await loginBodies(req.scope, req.auth_context.actor_id) });
}

/** Links the login of the token in the body. Requires the account's password. Answers all logins, or 429. */
export async function POST(req: AuthenticatedMedusaRequest<LinkLoginBody>, res: MedusaResponse): Promise<void> {
  await answerTooManyRequests(res, () => linkLogin(req, res));
}

async function linkLogin(req: AuthenticatedMedusaRequest<LinkLoginBody>, res: MedusaResponse): Promise<void> {
  const customer_id = req.auth_context.actor_id;
  await assertOwner(req, req.validatedBody.password);
  const auth_identity_id = identityOfToken(req.scope, req.validatedBody.token);
  try {
    await linkLoginWorkflow(req.scope).run({ input: { customer_id, auth_identity_id } });
  } catch (error) {
    throw isRefusal(error) ? notLinkable() : error;
  }
  res.status(200).json({ logins: await loginBodies(req.scope, customer_id) });
}

/** The workflow's messages contain ids of other customers. */
function isRefusal(error: unknown): boolean {
  return isErrorOf(error, MedusaError.Types.NOT_ALLOWED, MedusaError.Types.NOT_FOUND);
}
