import type { Page } from "playwright-core";
import { SHOPIFY_FILE, UNKNOWN_FILE } from "./sample-files";

type Shot = (page: Page, app: string) => Promise<void>;

/** Gives a file to the page for a new import. */
async function upload(page: Page, app: string, name: string, text: string): Promise<void> {
  await page.goto(`${app}/customers/imports/new`);
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

/** What each picture shows, in this order. Later ones use what earlier ones did. */
export const SHOTS: Record<string, Shot> = {
  "import-new": async (page, app) => {
    await page.goto(`${app}/customers/imports/new`);
    await page.locator("input[type=file]").waitFor({ state: "attached" });
  },
  "import-columns": async (page, app) => {
    await upload(page, app, "crm.csv", UNKNOWN_FILE);
    await page.getByRole("heading", { name: "Choose the columns" }).waitFor();
  },
  "import-ready": async (page, app) => {
    await upload(page, app, "shopify-customers.csv", SHOPIFY_FILE);
    await page.getByRole("button", { name: /^Import \d+ row/ }).waitFor();
    await page.getByText("is not an email address").waitFor();
    await page.getByRole("cell", { name: "Lovelace, Hopper, Noether" }).waitFor();
  },
  "import-settings": async (page) => {
    await page.goto(`${page.url()}/settings`);
    await page.getByRole("button", { name: "Check again" }).waitFor();
  },
  "import-completed": async (page) => {
    await page.goto(page.url().replace(/\/settings$/, ""));
    await page.getByRole("button", { name: /^Import \d+ row/ }).click();
    await page.getByText("Completed with errors").waitFor();
  },
  imports: async (page, app) => {
    await page.goto(`${app}/customers/imports`);
    await page.getByRole("row").nth(1).waitFor();
  },
  "export-new": async (page, app) => {
    await page.goto(`${app}/customers/exports/new?has_account=true&q=a`);
    await page.getByRole("checkbox").first().waitFor();
  },
  exports: async (page, app) => {
    await page.goto(`${app}/customers/exports/new?has_account=true`);
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByRole("button", { name: "Download" }).first().waitFor();
  },
  customers: async (page, app) => {
    await page.goto(`${app}/customers?has_account=true`);
    await page.getByRole("link", { name: "Import", exact: true }).scrollIntoViewIfNeeded();
  },
};
