/** The name of the package, which is also the mark that tells its service from core's. */
export const PLUGIN = "medusa-plugin-customers";
