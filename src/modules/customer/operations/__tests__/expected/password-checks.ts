/** The statements that count checks of a password, as they go to PostgreSQL, white space aside. */
export const PASSWORD_CHECKS: Record<string, string[]> = {
  "password-checks/begin": [
    `
      insert into customer_password_check as kept (customer_id, wrong, checking, since) select id, 0, 1, now() from customer
      where id = $1 on conflict (customer_id) do update set wrong = case when kept.since <= now() - interval '15 minutes'
      then 0 else kept.wrong end, checking = case when kept.since <= now() - interval '15 minutes' then 1 else kept.checking
      + 1 end, since = case when kept.since <= now() - interval '15 minutes' then now() else kept.since end where kept.since
      <= now() - interval '15 minutes' or kept.wrong + kept.checking < 10 returning since::text as since
    `,
  ],
  "password-checks/end": [
    `
      update customer_password_check set wrong = wrong + $1::int, checking = checking - 1 where customer_id = $2 and since =
      $3::timestamptz
    `,
    `
      delete from customer_password_check where customer_id = $1 and wrong = 0 and checking = 0
    `,
  ],
};
