/** The maximum size of a body of a batch, as in core's batch routes: enough for 1,000 customers or 10,000 ids. */
export const BATCH_SIZE_LIMIT = "2mb";
