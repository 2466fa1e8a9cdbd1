import { describeBadBodies, post, type Route } from "../helpers/bad-bodies";
import { ADDRESS, CUSTOMER } from "../helpers/bodies";

/** Registered customers do not change their email themselves. */
const { email: _, ...withoutEmail } = CUSTOMER;

const ROUTES: Route[] = [
  {
    name: "POST /store/customers",
    fields: () => CUSTOMER,
    send: ({ newcomer }, body) => post(newcomer, "/store/customers", body),
  },
  {
    name: "POST /store/customers/me",
    fields: () => withoutEmail,
    send: ({ me }, body) => post(me, "/store/customers/me", body),
  },
  {
    name: "POST /store/customers/me/addresses",
    fields: () => ADDRESS,
    send: ({ me }, body) => post(me, "/store/customers/me/addresses", body),
  },
  {
    name: "POST /store/customers/me/addresses/:address_id",
    fields: () => ADDRESS,
    send: ({ me, addressId }, body) => post(me, `/store/customers/me/addresses/${addressId}`, body),
  },
];

describeBadBodies(ROUTES);
