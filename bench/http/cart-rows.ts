/** Carts that take turns, so that no request waits for the lock of another one's cart. */
const CART_COUNT = 100;

const GROUPS_PER_CUSTOMER = 20;

const REGION_ID = "reg_benchmark";
const SALES_CHANNEL_ID = "sc_benchmark";

/** The cart of a request. Medusa refreshes its items: it reads the customer with the groups, and the prices for them. */
export function cartId(number: number): string {
  return `cart_benchmark_${1 + (number % CART_COUNT)}`;
}

/** What a cart needs: a region, a sales channel, a variant with a price. For a store without customers too. */
export const SHOP_STATEMENTS = [
  `insert into region (id, name, currency_code, automatic_taxes) values ('${REGION_ID}', 'Europe', 'eur', false)`,
  `insert into sales_channel (id, name) values ('${SALES_CHANNEL_ID}', 'Benchmark')`,
  "insert into product (id, title, handle, status) values ('prod_benchmark', 'Coat', 'coat', 'published')",
  `insert into product_variant (id, title, product_id, manage_inventory)
   values ('variant_benchmark', 'Black', 'prod_benchmark', false)`,
  `insert into product_sales_channel (id, product_id, sales_channel_id)
   values ('prodsc_benchmark', 'prod_benchmark', '${SALES_CHANNEL_ID}')`,
  "insert into price_set (id) values ('pset_benchmark')",
  `insert into price (id, price_set_id, currency_code, amount, raw_amount)
   values ('price_benchmark', 'pset_benchmark', 'eur', 100, '{"value": "100", "precision": 20}')`,
  `insert into product_variant_price_set (id, variant_id, price_set_id)
   values ('pvps_benchmark', 'variant_benchmark', 'pset_benchmark')`,
];

/** A cart with one item for each of the first customers, who are in 20 groups more or less. */
export const CART_STATEMENTS = [
  `create temporary table buyer as
   select id, email, row_number() over (order by id) as number
   from customer where deleted_at is null and email is not null order by id limit ${CART_COUNT}`,
  `insert into customer_group_customer (id, customer_id, customer_group_id)
   select 'cusgc_benchmark_' || buyer.number || '_' || chosen.number, buyer.id, chosen.id
   from buyer cross join (
     select id, row_number() over (order by id) as number
     from customer_group where deleted_at is null order by id limit ${GROUPS_PER_CUSTOMER}
   ) chosen
   where not exists (
     select from customer_group_customer membership
     where membership.customer_id = buyer.id and membership.customer_group_id = chosen.id
   )`,
  `insert into cart (id, region_id, sales_channel_id, customer_id, email, currency_code)
   select 'cart_benchmark_' || number, '${REGION_ID}', '${SALES_CHANNEL_ID}', id, email, 'eur' from buyer`,
  `insert into cart_line_item (id, cart_id, title, quantity, variant_id, product_id, unit_price, raw_unit_price)
   select 'cali_benchmark_' || number, 'cart_benchmark_' || number, 'Coat', 1, 'variant_benchmark', 'prod_benchmark',
     100, '{"value": "100", "precision": 20}'
   from buyer`,
  "drop table buyer",
];
