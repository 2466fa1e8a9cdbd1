import { pageQuery } from "../../../../utils/page-query";

/** `GET /admin/customers/:id/merges` */
export const listMergesQuery = pageQuery;
