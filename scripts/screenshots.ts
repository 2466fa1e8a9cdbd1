/**
 * `ts-node -T scripts/screenshots.ts`: pictures of the dashboard's pages for the documentation, in docs/images, from the store
 * that `npm start` runs. `--origin` names another one, `--out` another folder, `--only` some of the pictures.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { findChromium, launchChromium } from "./chromium";
import { SHOTS } from "./screenshots/shots";

const ROOT = resolve(__dirname, "..");

/** The administrator of the sample store. */
const ADMIN = { email: "admin@example.com", password: "supersecret" };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      origin: { type: "string", default: "http://localhost:9000" },
      out: { type: "string", default: join(ROOT, "docs/images") },
      only: { type: "string", multiple: true },
      language: { type: "string", default: "en" },
      width: { type: "string", default: "1280" },
    },
  });
  const chromium = findChromium();
  if (chromium === undefined) {
    throw new Error("No Chromium starts on this machine. Install one, and name it with CHROMIUM_PATH.");
  }
  mkdirSync(values.out, { recursive: true });
  const browser = await launchChromium(chromium);
  try {
    const page = await openPage(browser, values.origin, values.language, Number(values.width));
    for (const [name, shoot] of Object.entries(SHOTS)) {
      if (!values.only || values.only.includes(name)) {
        await shoot(page, `${values.origin}/app`);
        await settle(page);
        await page.screenshot({ path: join(values.out, `${name}.png`) });
        console.log(name);
      }
    }
  } finally {
    await browser.close();
  }
}

async function openPage(browser: Browser, origin: string, language: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 860 }, locale: "en-US" });
  context.setDefaultTimeout(180_000);
  const login = await context.request.post(`${origin}/auth/user/emailpass`, { data: ADMIN });
  // as: what the route answers.
  const { token } = (await login.json()) as { token: string };
  await context.request.post(`${origin}/auth/session`, { headers: { authorization: `Bearer ${token}` } });
  await context.addInitScript({ content: `localStorage.setItem("lng", ${JSON.stringify(language)})` });
  return await context.newPage();
}

/** Waits until nothing is read and nothing moves. Messages that would disappear are closed. */
async function settle(page: Page): Promise<void> {
  await page.addStyleTag({ content: "[data-sonner-toaster] { display: none }" });
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(
    "document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getComputedTiming().endTime === Infinity)",
  );
}

void main();
