/** The columns of an export, in the default order of the routes. */
export const EXPORT_COLUMNS = [
  ...["id", "external_id", "email", "has_account", "company_name", "first_name", "last_name", "phone"],
  ...["created_by", "created_at", "updated_at", "metadata", "groups", "addresses"],
] as const;
