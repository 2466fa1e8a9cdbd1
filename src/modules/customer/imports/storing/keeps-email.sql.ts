/**
 * Condition: the account never had a login and its email was never confirmed. Its last invitation is not accepted, no other
 * customer, who may have had a login, was merged into it since, and it has no confirmed change of email: that is possible
 * without a login where an admin requested it. Index: IDX_customer_invitation_customer_id, IDX_customer_merge_survivor_id,
 * IDX_customer_email_change_customer_id_created_at.
 */
export const hasNoLogin = (stored: string): string => `exists (
    select from (
      select state, created_at from customer_invitation
      where customer_invitation.customer_id = ${stored}.id order by customer_invitation.id desc limit 1
    ) as invitation
    where invitation.state <> 'accepted' and not exists (
      select from customer_merge
      where customer_merge.survivor_id = ${stored}.id and customer_merge.created_at > invitation.created_at
    ) and not exists (
      select from customer_email_change
      where customer_email_change.customer_id = ${stored}.id and customer_email_change.state = 'confirmed'
    )
  )`;

/**
 * Condition: the customer keeps the stored email though a row gives another one, or clears it.
 *
 * The login of an account is named by the email, and a change of email changes both. An import would change one of them, and
 * revert what the customer has confirmed. An account that never had a login follows the file, until the customer confirms a
 * change of email. The last part is read for emails that differ only: a row of the same file again costs no look.
 */
export const keepsEmail = (given: string, stored: string): string => `(
    ${stored}.has_account and ${stored}.email is not null and (${given}) is distinct from ${stored}.email
    and not ${hasNoLogin(stored)}
  )`;
