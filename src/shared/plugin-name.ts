/** The name of the package. The service has it as a property, which distinguishes it from core's. */
export const PLUGIN = "medusa-plugin-customers";
