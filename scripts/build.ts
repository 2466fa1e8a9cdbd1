/** `npm run build`: Medusa's build of the plugin, noted for `npm start`, which then need not build again. */
import { spawnSync } from "node:child_process";
import { fingerprintSources, recordPluginBuild } from "./build-plugin";

async function build(): Promise<void> {
  const fingerprint = await fingerprintSources();
  const { status } = spawnSync("medusa", ["plugin:build"], { stdio: "inherit" });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
  await recordPluginBuild(fingerprint);
}

void build();
