/** The statements of changes of email, as they go to PostgreSQL, white space aside. */
export const EMAIL_CHANGES: Record<string, string[]> = {
  "email-changes/request": [
    `
      select email, has_account from customer where id = $1 and deleted_at is null for no key update
    `,
    `
      select min(created_at) + interval '1 hour' as until from ( select created_at from customer_email_change where
      customer_id = $1 and created_at > now() - interval '1 hour' and requested_by = 'customer' order by created_at
      desc limit 5 ) recent having count(*) = 5
    `,
    `
      with waiting as ( select id, customer_id, state, updated_at::text, expires_at > now() as is_live from
      customer_email_change where customer_id = $1 and state = 'pending' for update ), closed as ( update
      customer_email_change set state = case when waiting.is_live then 'cancelled' else 'expired' end, updated_at =
      now() from waiting where customer_email_change.id = waiting.id returning customer_email_change.id ) select
      waiting.* from waiting where id in (select id from closed)
    `,
    `
      insert into customer_email_change (id, customer_id, old_email, new_email, requested_by, token_hash,
      approval_token_hash, password_fingerprint, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, now() + $9::int *
      interval '1 minute') returning id, customer_id, old_email, new_email, state, requested_by, expires_at, created_at, updated_at,
      approved_at, approval_token_hash is not null and approved_at is null as awaits_approval
    `,
  ],
  "email-changes/claim": [
    `
      select id from customer where id = (select customer_id from customer_email_change where token_hash = $1) for
      no key update
    `,
    `
      with found as ( select change.id as found_id, change.updated_at::text as updated_at_before from
      customer_email_change change join customer on customer.id = change.customer_id where change.token_hash = $1
      and (change.approval_token_hash is null or change.approved_at is not null) and (change.customer_id = $2::text
      or ($3::text is null and change.requested_by = 'admin')) and change.state = 'pending' and change.expires_at >
      now() and customer.deleted_at is null and customer.has_account and customer.email is not distinct from
      change.old_email and not exists ( select from customer_merge where customer_merge.survivor_id =
      change.customer_id and customer_merge.created_at > change.created_at ) for update of change ) update
      customer_email_change set state = 'confirmed', updated_at = now() from found where id = found_id returning id,
      customer_id, old_email, new_email, state, requested_by, expires_at, created_at, updated_at, approved_at,
      approval_token_hash is not null and approved_at is null as awaits_approval, password_fingerprint,
      updated_at_before
    `,
  ],
  "email-changes/undo": [
    `
      select id from customer where id = $1 for no key update
    `,
    `
      delete from customer_email_change where id = $1 and state = 'pending'
    `,
    `
      update customer_email_change change set state = old.state, updated_at = old.updated_at from
      jsonb_to_recordset($1::jsonb) as old (id text, state text, updated_at timestamptz) where change.id = old.id
      and change.state <> old.state and not exists ( select from customer_email_change other where other.customer_id
      = change.customer_id and other.state = 'pending' and other.id <> change.id )
    `,
    `
      select id from customer_email_change where id = $1::text union all select old.id from
      jsonb_to_recordset($2::jsonb) as old (id text, state text) join customer_email_change change on change.id =
      old.id and change.state <> old.state
    `,
  ],
  "email-changes/find": [
    `
      select id, customer_id, old_email, new_email, state, requested_by, expires_at, created_at, updated_at,
      approved_at, approval_token_hash is not null and approved_at is null as awaits_approval from
      customer_email_change where id = $1
    `,
  ],
  "email-changes/find: pending": [
    `
      select id, customer_id, old_email, new_email, state, requested_by, expires_at, created_at, updated_at,
      approved_at, approval_token_hash is not null and approved_at is null as awaits_approval from
      customer_email_change where customer_id = $1 and state = 'pending' and expires_at > now()
    `,
  ],
  "email-changes/close": [
    `
      with waiting as ( select id, customer_id, state, updated_at::text, expires_at > now() as is_live from
      customer_email_change where customer_id = $1 and state = 'pending' for update ), closed as ( update
      customer_email_change set state = case when waiting.is_live then 'cancelled' else 'expired' end, updated_at =
      now() from waiting where customer_email_change.id = waiting.id returning customer_email_change.id ) select
      waiting.* from waiting where id in (select id from closed)
    `,
  ],
  "email-changes/expire": [
    `
      with expired as ( update customer_email_change set state = 'expired', updated_at = now() where state =
      'pending' and expires_at <= now() returning id ) select count(*)::int as count from expired
    `,
  ],
  "email-changes/approve": [
    `
      with found as ( select change.id as found_id, change.updated_at::text as updated_at_before, change.token_hash
      as token_hash_before from customer_email_change change join customer on customer.id = change.customer_id where
      change.approval_token_hash = $1 and change.approved_at is null and change.state = 'pending' and
      change.expires_at > now() and customer.deleted_at is null and customer.has_account and customer.email is not
      distinct from change.old_email and not exists ( select from customer_merge where customer_merge.survivor_id =
      change.customer_id and customer_merge.created_at > change.created_at ) for update of change ) update
      customer_email_change set approved_at = now(), token_hash = $2, updated_at = now() from found where id =
      found_id returning id, customer_id, old_email, new_email, state, requested_by, expires_at, created_at,
      updated_at, approved_at, approval_token_hash is not null and approved_at is null as awaits_approval,
      updated_at_before, token_hash_before
    `,
  ],
  "email-changes/approve: undo": [
    `
      update customer_email_change set approved_at = null, token_hash = $1, updated_at = $2::timestamptz where id =
      $3 and state = 'pending' and approved_at is not null
    `,
    `
      select id from customer_email_change where id = $1 and approved_at is not null
    `,
  ],
  "email-changes/forget": [
    `
      with forgotten as ( delete from customer_email_change where id = any(array( select id from
      customer_email_change where state <> 'pending' and updated_at < now() - interval '90 days' order by updated_at
      limit 1000 for update skip locked )) returning id ) select count(*)::int as count from forgotten
    `,
  ],
  "email-changes/apply: the lock": [
    `
      select id from customer where id = $1 and deleted_at is null and email is not distinct from $2::text for no
      key update
    `,
    `
      select customer_merge.id from customer_email_change change join customer_merge on customer_merge.survivor_id =
      change.customer_id and customer_merge.created_at > change.created_at where change.id = $1 limit 1
    `,
  ],
};
