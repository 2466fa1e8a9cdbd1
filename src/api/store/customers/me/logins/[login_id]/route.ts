import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { unlinkLoginWorkflow } from "../../../../../../workflows/logins/workflows/unlink-login";
import { answerTooManyRequests } from "../../../../../utils/answer-too-many-requests";
import { assertOwner } from "../../../../../utils/assert-owner";
import type { UnlinkLoginBody } from "../validators";

/** Takes a login from the customer's account; needs its password, and refuses the last login. */
export async function DELETE(req: AuthenticatedMedusaRequest<UnlinkLoginBody>, res: MedusaResponse): Promise<void> {
  const { login_id } = req.params;
  await answerTooManyRequests(res, async () => {
    await assertOwner(req, req.validatedBody.password);
    await unlinkLoginWorkflow(req.scope).run({ input: { customer_id: req.auth_context.actor_id, login_id } });
    res.status(200).json({ id: login_id, object: "login", deleted: true });
  });
}
