import type { Dashboard } from "../../helpers/dashboard/dashboard";

/** Stores a login at a provider, as a registration does. */
export async function registerLogin(
  { database }: Dashboard,
  customerId: string,
  entityId: string,
  provider = "emailpass",
): Promise<void> {
  const id = `authid_${customerId}_${provider}`;
  await database.sql("insert into auth_identity (id, app_metadata) values ($1, $2)", [
    id,
    JSON.stringify({ customer_id: customerId }),
  ]);
  await database.sql(
    "insert into provider_identity (id, entity_id, provider, auth_identity_id, user_metadata) values ($1, $2, $3, $4, $5)",
    [
      `${id}_provider`,
      entityId,
      provider,
      id,
      JSON.stringify({ email: entityId, email_verified: provider === "google" }),
    ],
  );
}
