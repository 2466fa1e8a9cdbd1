import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { GET as coreGet, POST as corePost } from "@medusajs/medusa/api/auth/[actor_type]/[auth_provider]/route";
import { emailOfLogin, withLoginName } from "../../../utils/customer-login";

/** Core's route; a customer logs in with any spelling of the email that the store takes for the same. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  await logIn(req, () => corePost(req, res));
}

/** Core's route, which reads a body too. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  await logIn(req, () => coreGet(req, res));
}

async function logIn(req: AuthenticatedMedusaRequest, core: () => Promise<unknown>): Promise<void> {
  const run = async () => void (await core());
  const email = emailOfLogin(req);
  await (email === undefined ? run() : withLoginName(req, email, run));
}
