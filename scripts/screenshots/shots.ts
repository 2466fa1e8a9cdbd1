import type { Page } from "playwright-core";
import { SHOPIFY_FILE, UNKNOWN_FILE } from "./sample-files";

type Shot = (page: Page, app: string) => Promise<void>;

/** Gives a file to the page for a new import. */
async function upload(page: Page, app: string, name: string, text: string): Promise<void> {
  await page.goto(`${app}/customers/imports/new`);
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

/** Creates two customers with one phone. A second time it is refused, because they exist. */
async function createDuplicates(page: Page, app: string): Promise<void> {
  for (const data of [
    { email: "ada@example.com", first_name: "Ada", last_name: "Lovelace", phone: "+31 6 12345678" },
    { email: "ada.lovelace@work.example", first_name: "Ada", last_name: "Lovelace", phone: "0031612345678" },
  ]) {
    await page.request.post(app.replace(/\/app$/, "/admin/customers"), { data });
  }
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
  duplicates: async (page, app) => {
    await createDuplicates(page, app);
    await page.goto(`${app}/customers/duplicates`);
    await page.getByRole("link", { name: "Merge", exact: true }).first().waitFor();
  },
  merge: async (page) => {
    await page.getByRole("link", { name: "Merge", exact: true }).first().click();
    await page.getByRole("heading", { name: "What moves" }).waitFor();
  },
  customer: async (page, app) => {
    await page.goto(`${app}/customers/duplicates`);
    await page.getByRole("region").getByRole("listitem").getByRole("link").first().click();
    await page.getByRole("heading", { name: "Duplicates" }).waitFor();
  },
  "all-customers": async (page, app) => {
    await page.goto(`${app}/customers/all?has_account=true&order=first_name`);
    await page.getByRole("checkbox", { name: "Select this page" }).click();
    await page.getByRole("region", { name: "Selected customers" }).waitFor();
  },
  "group-members": async (page, app) => {
    await page.goto(`${app}/customer-groups`);
    await page.getByRole("row").nth(1).click();
    await page.getByRole("button", { name: "Add customers" }).click();
    await page.getByRole("textbox", { name: "Emails or IDs" }).fill("customer@example.com, unknown@example.com");
    await page.getByText("is not found").waitFor();
  },
  "group-changes": async (page) => {
    await page.getByRole("button", { name: /^Add \d+ customer/ }).click();
    await page.getByRole("region", { name: "Last changes" }).scrollIntoViewIfNeeded();
  },
  health: async (page, app) => {
    await page.goto(`${app}/customers/health`);
    await page.getByRole("heading", { name: "Open work" }).waitFor();
  },
  customers: async (page, app) => {
    await page.goto(`${app}/customers?has_account=true`);
    await page.getByRole("link", { name: "Import", exact: true }).scrollIntoViewIfNeeded();
  },
};
