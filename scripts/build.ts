/** `npm run build`: Medusa's build of the plugin. It is noted, and not repeated while the sources stay the same. */
import { spawnSync } from "node:child_process";
import { fingerprintSources, isPluginStale, recordPluginBuild } from "./build-plugin";

async function build(): Promise<void> {
  const fingerprint = await fingerprintSources();
  if (!process.argv.includes("--force") && !(await isPluginStale(fingerprint))) {
    console.log("The built plugin is up to date.");
    return;
  }
  const { status } = spawnSync("medusa", ["plugin:build"], { stdio: "inherit" });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
  await recordPluginBuild(fingerprint);
}

void build();
