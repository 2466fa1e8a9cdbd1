// Run with `node --expose-gc export-memory-process.js <database url> <format>`: exports every customer with the built
// module and prints `{ rows, bytes, peak }`, peak in megabytes above the start.
const { runModule } = require("../modules/module-process");

const MEGABYTE = 1024 * 1024;

async function main([clientUrl, format]) {
  const { service, stop } = await runModule(clientUrl, { connections: 3 });
  globalThis.gc();
  const { rss } = process.memoryUsage();
  const done = { rows: 0, bytes: 0 };
  for await (const { text, rows } of await service.exports.stream({ format })) {
    done.rows += rows;
    done.bytes += Buffer.from(text).length;
  }
  const peak = process.resourceUsage().maxRSS * 1024 - rss;
  console.log(JSON.stringify({ ...done, peak: Math.round(peak / MEGABYTE) }));
  await stop();
}

main(process.argv.slice(2)).then(() => process.exit(0));
