import { describeBadBodies, post, type Route } from "../helpers/bad-bodies";
import { ADDRESS, CUSTOMER, customersBatch, GROUP, groupBatch, links } from "../helpers/bodies";

const ROUTES: Route[] = [
  {
    name: "POST /admin/customers",
    fields: () => CUSTOMER,
    send: ({ admin }, body) => post(admin, "/admin/customers", body),
  },
  {
    name: "POST /admin/customers/:id",
    fields: () => CUSTOMER,
    send: ({ admin, customerId }, body) => post(admin, `/admin/customers/${customerId}`, body),
  },
  {
    name: "POST /admin/customers/:id/addresses",
    fields: () => ADDRESS,
    send: ({ admin, customerId }, body) => post(admin, `/admin/customers/${customerId}/addresses`, body),
  },
  {
    name: "POST /admin/customers/:id/addresses/:address_id",
    fields: () => ADDRESS,
    send: ({ admin, customerId, addressId }, body) =>
      post(admin, `/admin/customers/${customerId}/addresses/${addressId}`, body),
  },
  {
    name: "POST /admin/customers/:id/customer-groups",
    membershipsOf: "customer_id",
    fields: (slots) => links(slots.map(({ groupId }) => groupId)),
    send: ({ admin, customerId }, body) => post(admin, `/admin/customers/${customerId}/customer-groups`, body),
  },
  {
    name: "POST /admin/customer-groups",
    fields: () => GROUP,
    send: ({ admin }, body) => post(admin, "/admin/customer-groups", body),
  },
  {
    name: "POST /admin/customer-groups/:id",
    fields: () => GROUP,
    send: ({ admin, groupId }, body) => post(admin, `/admin/customer-groups/${groupId}`, body),
  },
  {
    name: "POST /admin/customer-groups/:id/customers",
    membershipsOf: "customer_group_id",
    fields: (slots) => links(slots.map(({ customerId }) => customerId)),
    send: ({ admin, groupId }, body) => post(admin, `/admin/customer-groups/${groupId}/customers`, body),
  },
  {
    name: "POST /admin/customers/batch",
    fields: (slots) => customersBatch(slots.map(({ customerId }) => customerId)),
    send: ({ admin }, body) => post(admin, "/admin/customers/batch", body),
  },
  {
    name: "POST /admin/customer-groups/:id/customers/batch",
    membershipsOf: "customer_group_id",
    fields: (slots) => groupBatch(slots.map(({ customerId }) => customerId)),
    send: ({ admin, groupId }, body) => post(admin, `/admin/customer-groups/${groupId}/customers/batch`, body),
  },
];

describeBadBodies(ROUTES);
