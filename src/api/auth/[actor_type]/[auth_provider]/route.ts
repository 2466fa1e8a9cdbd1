import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { coreLogIn, coreLogInByGet } from "../../../../medusa/auth-routes";
import { emailOfLogin, withLoginName } from "../../../utils/customer-login";

/** Core's route; a customer logs in with any spelling of the email that the store takes for the same. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  await logIn(req, () => coreLogIn(req, res));
}

/** Core's route, which reads a body too. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  await logIn(req, () => coreLogInByGet(req, res));
}

async function logIn(req: AuthenticatedMedusaRequest, core: () => Promise<unknown>): Promise<void> {
  const run = async () => void (await core());
  const email = emailOfLogin(req);
  await (email === undefined ? run() : withLoginName(req, email, run));
}
