// Closing a store drops its idle connections, and knex says so for each; it means nothing here.
const log = console.log;
console.log = (...parts: unknown[]) => {
  if (!String(parts[0]).includes("Connection ended unexpectedly")) {
    log(...parts);
  }
};
