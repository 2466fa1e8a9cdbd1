/** What an export can have, in the order in which the routes write it by default. */
export const EXPORT_COLUMNS = [
  ...["id", "external_id", "email", "has_account", "company_name", "first_name", "last_name", "phone"],
  ...["created_by", "created_at", "updated_at", "metadata", "groups", "addresses"],
] as const;
