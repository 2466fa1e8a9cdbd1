/** Core's handlers of logins, which our routes call with the email in the store's spelling. */
export { POST as coreRegister } from "@medusajs/medusa/api/auth/[actor_type]/[auth_provider]/register/route";
export { POST as coreResetPassword } from "@medusajs/medusa/api/auth/[actor_type]/[auth_provider]/reset-password/route";
export { GET as coreLogInByGet, POST as coreLogIn } from "@medusajs/medusa/api/auth/[actor_type]/[auth_provider]/route";
export { POST as coreRequestVerification } from "@medusajs/medusa/api/auth/verification/request/route";
