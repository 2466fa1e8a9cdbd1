/**
 * Condition: the account never had a login. Its last invitation is not accepted, and no other customer, who may have had one,
 * was merged into it since. Index: IDX_customer_invitation_customer_id, IDX_customer_merge_survivor_id.
 */
const hasNoLogin = (stored: string): string => `exists (
    select from (
      select state, created_at from customer_invitation
      where customer_invitation.customer_id = ${stored}.id order by customer_invitation.id desc limit 1
    ) as invitation
    where invitation.state <> 'accepted' and not exists (
      select from customer_merge
      where customer_merge.survivor_id = ${stored}.id and customer_merge.created_at > invitation.created_at
    )
  )`;

/**
 * Condition: the customer keeps the stored email though a row gives another one, or clears it.
 *
 * The login of an account is named by the email, and a change of email changes both. An import would change one of them, and
 * revert what the customer has confirmed. An account that never had a login follows the file. The last part is read for
 * emails that differ only: a row of the same file again costs no look.
 */
export const keepsEmail = (given: string, stored: string): string => `(
    ${stored}.has_account and ${stored}.email is not null and (${given}) is distinct from ${stored}.email
    and not ${hasNoLogin(stored)}
  )`;
