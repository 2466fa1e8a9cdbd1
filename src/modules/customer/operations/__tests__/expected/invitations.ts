/** The statements of invitations, as they go to PostgreSQL, white space aside. */
export const INVITATIONS: Record<string, string[]> = {
  "invitations/invite": [
    `
      select id, email, has_account, exists ( select from customer registered where registered.email = customer.email
      and registered.has_account and registered.deleted_at is null ) as is_registered from customer where id =
      any($1::text[]) and deleted_at is null order by id for no key update
    `,
    `
      with open as ( select invitation.id, invitation.customer_id, invitation.state, invitation.email,
      invitation.token_hash, invitation.sent_at::text, invitation.expires_at::text, invitation.updated_at::text ,
      invitation.state in ('announced', 'sent') and invitation.expires_at <= now() as is_over from customer_invitation
      invitation where invitation.customer_id = any($1::text[]) and invitation.state in ('announced', 'sent') and
      invitation.expires_at <= now() order by invitation.id for update ), closed as ( update customer_invitation
      invitation set state = case when open.is_over then 'expired' else 'cancelled' end, updated_at = now() from open
      where invitation.id = open.id returning invitation.id, invitation.updated_at::text as left_at ) select open.*,
      closed.left_at from open join closed on closed.id = open.id order by open.id
    `,
    `
      with held as ( select invitation.id, invitation.customer_id, invitation.state, invitation.email,
      invitation.token_hash, invitation.sent_at::text, invitation.expires_at::text, invitation.updated_at::text from
      customer_invitation invitation where invitation.customer_id = any($1::text[]) and invitation.state = 'held'
      order by invitation.id for update ), released as ( update customer_invitation invitation set state = 'waiting',
      updated_at = now() from held where invitation.id = held.id returning invitation.id, invitation.updated_at::text
      as left_at ) select held.*, released.left_at from held join released on released.id = held.id order by held.id
    `,
    `
      insert into customer_invitation (id, customer_id, created_by, state, import_id) select invited.id,
      invited.customer_id, $1::text, $2::text, $3::text from unnest($4::text[], $5::text[]) as invited (id,
      customer_id) on conflict (customer_id) where state in ('held', 'waiting', 'announced', 'sent') do nothing
      returning id
    `,
  ],
  "invitations/take": [
    `
      with due as materialized ( select id from customer_invitation where state = 'waiting' and (sent_at is null or
      sent_at < now() - interval '10 minutes') order by id limit $1 for update skip locked ), old as ( select
      invitation.id, invitation.customer_id, invitation.state, invitation.email, invitation.token_hash,
      invitation.sent_at::text, invitation.expires_at::text, invitation.updated_at::text , customer.email as goes_to,
      row_number() over (order by invitation.id) as number from due join customer_invitation invitation on
      invitation.id = due.id left join customer on customer.id = invitation.customer_id and customer.deleted_at is
      null and customer.email is not null and (customer.has_account or not exists ( select from customer registered
      where registered.email = customer.email and registered.has_account and registered.deleted_at is null )) and not
      exists ( select from customer_merge where customer_merge.survivor_id = customer.id and customer_merge.created_at
      > invitation.created_at ) ), taken as ( update customer_invitation invitation set state = case when old.goes_to
      is null then 'cancelled' else 'waiting' end, email = old.goes_to, token_hash = case when old.goes_to is not null
      then ($2::text[])[old.number] end, sent_at = case when old.goes_to is not null then now() end, expires_at = case
      when old.goes_to is not null then now() + $3::int * interval '1 hour' end, updated_at = now() from old where
      invitation.id = old.id returning invitation.id, invitation.updated_at::text as left_at ) select old.*,
      taken.left_at from old join taken on taken.id = old.id order by old.number
    `,
  ],
  "invitations/settle": [
    `
      update customer_invitation invitation set state = done.state from jsonb_to_recordset($1::jsonb) as done (id
      text, token_hash text, state text) where invitation.id = done.id and invitation.token_hash = done.token_hash and
      invitation.state = 'waiting'
    `,
  ],
  "invitations/invite: renewed": [
    `
      select id, email, has_account, exists ( select from customer registered where registered.email = customer.email
      and registered.has_account and registered.deleted_at is null ) as is_registered from customer where id =
      any($1::text[]) and deleted_at is null order by id for no key update
    `,
    `
      with open as ( select invitation.id, invitation.customer_id, invitation.state, invitation.email,
      invitation.token_hash, invitation.sent_at::text, invitation.expires_at::text, invitation.updated_at::text ,
      invitation.state in ('announced', 'sent') and invitation.expires_at <= now() as is_over from customer_invitation
      invitation where invitation.customer_id = any($1::text[]) and invitation.state in ('held', 'waiting',
      'announced', 'sent') and invitation.token_hash is not null order by invitation.id for update ), closed as (
      update customer_invitation invitation set state = case when open.is_over then 'expired' else 'cancelled' end,
      updated_at = now() from open where invitation.id = open.id returning invitation.id, invitation.updated_at::text
      as left_at ) select open.*, closed.left_at from open join closed on closed.id = open.id order by open.id
    `,
    `
      with held as ( select invitation.id, invitation.customer_id, invitation.state, invitation.email,
      invitation.token_hash, invitation.sent_at::text, invitation.expires_at::text, invitation.updated_at::text from
      customer_invitation invitation where invitation.customer_id = any($1::text[]) and invitation.state = 'held'
      order by invitation.id for update ), released as ( update customer_invitation invitation set state = 'waiting',
      updated_at = now() from held where invitation.id = held.id returning invitation.id, invitation.updated_at::text
      as left_at ) select held.*, released.left_at from held join released on released.id = held.id order by held.id
    `,
    `
      insert into customer_invitation (id, customer_id, created_by, state, import_id) select invited.id,
      invited.customer_id, $1::text, $2::text, $3::text from unnest($4::text[], $5::text[]) as invited (id,
      customer_id) on conflict (customer_id) where state in ('held', 'waiting', 'announced', 'sent') do nothing
      returning id
    `,
  ],
  "invitations/claim: whose": [
    `
      select invitation.customer_id from customer_invitation invitation join customer on customer.id =
      invitation.customer_id where invitation.token_hash = $1 and invitation.state in ('held', 'waiting', 'announced',
      'sent') and invitation.expires_at > now() and customer.email = invitation.email and customer.deleted_at is null
      and customer.email is not null and (customer.has_account or not exists ( select from customer registered where
      registered.email = customer.email and registered.has_account and registered.deleted_at is null )) and not exists
      ( select from customer_merge where customer_merge.survivor_id = customer.id and customer_merge.created_at >
      invitation.created_at )
    `,
  ],
  "invitations/claim": [
    `
      with found as ( select invitation.id, invitation.customer_id, invitation.state, invitation.email,
      invitation.token_hash, invitation.sent_at::text, invitation.expires_at::text, invitation.updated_at::text ,
      customer.has_account from customer_invitation invitation join customer on customer.id = invitation.customer_id
      where invitation.token_hash = $1 and invitation.state in ('held', 'waiting', 'announced', 'sent') and
      invitation.expires_at > now() and customer.email = invitation.email and customer.deleted_at is null and
      customer.email is not null and (customer.has_account or not exists ( select from customer registered where
      registered.email = customer.email and registered.has_account and registered.deleted_at is null )) and not exists
      ( select from customer_merge where customer_merge.survivor_id = customer.id and customer_merge.created_at >
      invitation.created_at ) for update of invitation ), claimed as ( update customer_invitation invitation set state
      = 'accepted', updated_at = now() from found where invitation.id = found.id returning invitation.id,
      invitation.updated_at::text as left_at ) select found.*, claimed.left_at from found join claimed on claimed.id =
      found.id
    `,
  ],
  "invitations/close": [
    `
      with open as ( select invitation.id, invitation.customer_id, invitation.state, invitation.email,
      invitation.token_hash, invitation.sent_at::text, invitation.expires_at::text, invitation.updated_at::text ,
      invitation.state in ('announced', 'sent') and invitation.expires_at <= now() as is_over from customer_invitation
      invitation where invitation.customer_id = any($1::text[]) and invitation.state in ('held', 'waiting',
      'announced', 'sent') order by invitation.id for update ), closed as ( update customer_invitation invitation set
      state = case when open.is_over then 'expired' else 'cancelled' end, updated_at = now() from open where
      invitation.id = open.id returning invitation.id, invitation.updated_at::text as left_at ) select open.*,
      closed.left_at from open join closed on closed.id = open.id order by open.id
    `,
  ],
  "invitations/undo": [
    `
      select id from customer where id in ( select customer_id from customer_invitation where id = any($1::text[]) )
      order by id for no key update
    `,
    `
      delete from customer_invitation invitation where invitation.id = any($1::text[]) and invitation.state in
      ('held', 'waiting', 'announced', 'sent')
    `,
    `
      update customer_invitation invitation set state = old.state, email = old.email, token_hash = old.token_hash,
      sent_at = old.sent_at, expires_at = old.expires_at, updated_at = old.updated_at from
      jsonb_to_recordset($1::jsonb) as old ( id text, state text, email text, token_hash text, sent_at timestamptz,
      expires_at timestamptz, updated_at timestamptz, left_at timestamptz ) where invitation.id = old.id and
      invitation.updated_at = old.left_at and not exists ( select from customer_invitation other where
      other.customer_id = invitation.customer_id and other.state in ('held', 'waiting', 'announced', 'sent') and
      other.id <> old.id )
    `,
    `
      select id from customer_invitation where id = any($1::text[]) union all select old.id from
      jsonb_to_recordset($2::jsonb) as old ( id text, state text, email text, token_hash text, sent_at timestamptz,
      expires_at timestamptz, updated_at timestamptz, left_at timestamptz ) join customer_invitation invitation on
      invitation.id = old.id and invitation.updated_at <> old.updated_at
    `,
  ],
  "invitations/find": [
    `
      select invitation.id, invitation.customer_id, invitation.import_id, case when invitation.state in ('announced',
      'sent') and invitation.expires_at <= now() then 'expired' else invitation.state end as state, invitation.email,
      invitation.created_by, invitation.sent_at, invitation.expires_at, invitation.created_at, invitation.updated_at
      from customer_invitation invitation where invitation.id = $1
    `,
  ],
  "invitations/find: last": [
    `
      select invitation.id, invitation.customer_id, invitation.import_id, case when invitation.state in ('announced',
      'sent') and invitation.expires_at <= now() then 'expired' else invitation.state end as state, invitation.email,
      invitation.created_by, invitation.sent_at, invitation.expires_at, invitation.created_at, invitation.updated_at
      from customer_invitation invitation where invitation.customer_id = $1 order by invitation.id desc limit 1
    `,
  ],
  "invitations/expire": [
    `
      with over as ( select id from customer_invitation where state in ('announced', 'sent') and expires_at <= now()
      order by expires_at limit 5000 for update skip locked ), expired as ( update customer_invitation invitation set
      state = 'expired', updated_at = now() from over where invitation.id = over.id returning invitation.id ) select
      count(*)::int as count from expired
    `,
  ],
  "invitations/acknowledge": [
    `
      with taken as ( select invitation.id, invitation.customer_id, invitation.state, invitation.email,
      invitation.token_hash, invitation.sent_at::text, invitation.expires_at::text, invitation.updated_at::text from
      jsonb_to_recordset($1::jsonb) as said (id text, token_hash text) join customer_invitation invitation on
      invitation.id = said.id and invitation.token_hash = said.token_hash where invitation.state in ('waiting',
      'announced') order by invitation.id for update of invitation ), acknowledged as ( update customer_invitation
      invitation set state = 'sent', updated_at = now() from taken where invitation.id = taken.id returning
      invitation.id, invitation.updated_at::text as left_at ) select taken.*, acknowledged.left_at from taken join
      acknowledged on acknowledged.id = taken.id order by taken.id
    `,
  ],
  "invitations/release": [
    `
      with due as materialized ( select invitation.id from customer_invitation invitation where invitation.state =
      'held' and invitation.id > $1 and not exists ( select from customer_import running where running.id =
      invitation.import_id and running.state = 'importing' ) order by invitation.id limit 10000 for update ), released
      as ( update customer_invitation invitation set state = 'waiting', sent_at = null, updated_at = now() from due
      where invitation.id = due.id returning invitation.id ) select count(*)::int as count, max(id) as last from
      released
    `,
  ],
  "invitations/list": [
    `
      select invitation.id, invitation.customer_id, invitation.import_id, case when invitation.state in ('announced',
      'sent') and invitation.expires_at <= now() then 'expired' else invitation.state end as state, invitation.email,
      invitation.created_by, invitation.sent_at, invitation.expires_at, invitation.created_at, invitation.updated_at
      from customer_invitation invitation where invitation.state = $1 and not (invitation.expires_at <= now()) order
      by invitation.id desc limit $2 offset $3
    `,
    `
      select count(*)::int as count from customer_invitation invitation where invitation.state = $1 and not
      (invitation.expires_at <= now())
    `,
  ],
};
