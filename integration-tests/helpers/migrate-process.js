// A process of its own that does what `medusa db:migrate` does for the customer module, by Medusa's own code: it takes the
// advisory lock of the module and runs the module's migrations. Says "ready" when loaded, starts when told anything.
const { ContainerRegistrationKeys, createMedusaContainer } = require("@medusajs/framework/utils");
const { MedusaAppMigrateUp } = require("@medusajs/framework/modules-sdk");

const [modulePath, clientUrl] = process.argv.slice(2);

async function main() {
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

process.stdin.once("data", () => {
  main().then(
    () => process.exit(0),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.stdout.write("ready\n");
