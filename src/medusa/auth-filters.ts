/**
 * Returns a filter for a list method of the Auth module, with lists and operators in any field.
 *
 * The module evaluates them as every module does. Its types declare single values for most fields.
 */
export function authFilter(filter: Record<string, unknown>): object {
  return filter;
}
