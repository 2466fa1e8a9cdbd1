// A separate process that does what `medusa db:migrate` does for the customer module, by Medusa's own code: it takes the
// advisory lock of the module and runs the module's migrations. Prints "ready" when it is loaded. Migrates the database of each
// URL that it reads, one a line, and prints "done".
const { ContainerRegistrationKeys, createMedusaContainer } = require("@medusajs/framework/utils");
const { MedusaAppMigrateUp } = require("@medusajs/framework/modules-sdk");

const [modulePath] = process.argv.slice(2);

async function migrate(clientUrl) {
  const sharedContainer = createMedusaContainer();
  const silent = { info() {}, log() {}, warn() {}, debug() {}, error: console.error };
  sharedContainer.register(ContainerRegistrationKeys.LOGGER, { resolve: () => silent });
  await MedusaAppMigrateUp({
    modulesConfig: { customer: { resolve: modulePath, options: {} } },
    sharedResourcesConfig: { database: { clientUrl } },
    sharedContainer,
    cwd: __dirname,
  });
}

process.stdin.on("data", (line) => {
  migrate(String(line).trim()).then(
    () => process.stdout.write("done\n"),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.stdout.write("ready\n");
