/** The largest body of a batch, as of core's batch routes: 1,000 customers, or 10,000 ids, have room in it. */
export const BATCH_SIZE_LIMIT = "2mb";
