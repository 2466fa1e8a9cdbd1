import type { AuthVerificationDTO, IAuthModuleService } from "@medusajs/framework/types";

type VerificationUpdate = { id: string } & Partial<Record<keyof AuthVerificationDTO, unknown>>;

type VerificationWriter = {
  createAuthVerifications(rows: object[]): Promise<unknown>;
  updateAuthVerifications(rows: VerificationUpdate[]): Promise<unknown>;
  deleteAuthVerifications(ids: string[]): Promise<void>;
};

/** The Auth module with the methods that write verifications. */
export function verificationWriter(auth: IAuthModuleService): VerificationWriter {
  // as: MedusaService generates these methods for the model; the type of the module leaves them out.
  return auth as IAuthModuleService & VerificationWriter;
}
