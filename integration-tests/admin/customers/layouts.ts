import { join } from "node:path";
import { build } from "esbuild";
import type { Dashboard } from "../../helpers/dashboard/dashboard";

const ROWS = `insert into customer (id, email, has_account, first_name, last_name, phone) values
    ('cus_ada', 'ada@x.io', true, 'Ada', 'Lovelace', '+31612345678'),
    ('cus_king', 'king@x.io', false, 'Ada', 'King', '+31612345678');
  insert into customer_group (id, name) values ('cusgroup_vip', 'VIP');
  insert into customers_group_change (id, customer_group_id, added, removed)
    values ('cusmb_7ZZZZZZZZZZZZZZZZZZZZZZZZZ', 'cusgroup_vip', 1200, 30)`;

const WIDTHS = [390, 1_280, 1_920];

/**
 * Returns the scroll areas of the page, or of its dialog, that are wider than they show. The document itself never is:
 * Medusa's shell hides what does not fit. Our tables scroll in areas with a name.
 */
const TOO_WIDE = `() => {
  const dialog = document.querySelector("[role=dialog]");
  const main = document.querySelector("main");
  const areas = dialog ? [dialog, ...dialog.querySelectorAll("*")] : [main, main.parentElement];
  return areas
    .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX) && !one.hasAttribute("aria-label"))
    .filter((one) => one.scrollWidth > one.clientWidth)
    .map((one) => one.tagName + " " + one.className + " " + one.scrollWidth + " > " + one.clientWidth);
}`;

/** A page, and a text of it that is there when it has loaded. */
const PAGES: [path: string, text: string][] = [
  ["/customers/all", "2 customers"],
  ["/customers/duplicates", "Same phone"],
  ["/customers/health", "Open work"],
  ["/customers/cus_ada", "Same phone"],
  ["/customers/cus_ada/merge?with=cus_king", "What moves"],
  ["/customer-groups/cusgroup_vip", "Last changes"],
];

export default function layouts(dashboard: Dashboard): void {
  it.each(PAGES)("%s reads from right to left, and fits a phone and a wide screen", async (path, text) => {
    await dashboard.database.run(ROWS);
    // The plugin's own texts are in English there.
    await dashboard.openPage({ language: "ar" });
    const { page } = dashboard;
    await dashboard.goTo(path);
    await page.getByText(text, { exact: true }).first().waitFor();

    expect(await page.evaluate("document.documentElement.dir")).toBe("rtl");
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForFunction(`innerWidth === ${width}`);
      await page.waitForFunction(`(${TOO_WIDE})().length === 0`, undefined, { timeout: 10_000 }).catch(() => undefined);
      expect([width, await page.evaluate(`(${TOO_WIDE})()`)]).toEqual([width, []]);
    }
  });

  it("the check of widths finds a part that is wider than the page", async () => {
    await dashboard.goTo("/customers/health");
    await dashboard.heading("Open work").waitFor();
    const { page } = dashboard;
    expect(await page.evaluate(`(${TOO_WIDE})()`)).toEqual([]);

    await page.evaluate(`(() => {
      const wide = document.createElement("div");
      wide.style.cssText = "width: 3000px; flex: none; align-self: flex-start";
      document.querySelector("main").append(wide);
    })()`);
    expect(await page.evaluate(`(${TOO_WIDE})()`)).toHaveLength(1);
  });

  it("works where the dashboard logs in by token, in a browser without cookies", async () => {
    const { page } = await dashboard.useTokens();
    await dashboard.database.run(ROWS);
    const [list] = await Promise.all([
      page.waitForRequest(/\/admin\/customers\/cursor/),
      dashboard.goTo("/customers/all"),
      page.getByText("2 customers", { exact: true }).waitFor(),
    ]);
    expect(list.headers().authorization).toMatch(/^Bearer /);

    // The build leaves out of an upload what it is not for: so this is the source, in the same page.
    await page.addScriptTag({ content: await bundleUpload() });
    const [upload] = await Promise.all([
      page.waitForResponse(/\/admin\/customers\/imports$/),
      page.evaluate(`(() => {
        const form = new FormData();
        form.append("file", new File(["email\\nnew@x.io\\n"], "one.csv", { type: "text/csv" }));
        return upload.uploadForm("/admin/customers/imports", form);
      })()`),
    ]);
    expect(upload.status()).toBe(202);
    expect(upload.request().headers().authorization).toMatch(/^Bearer /);
  });
}

/** The plugin's upload, as `medusa build` bundles it with `ADMIN_AUTH_TYPE=jwt`. */
async function bundleUpload(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, "../../../src/admin/lib/upload.ts")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "upload",
    define: { __AUTH_TYPE__: '"jwt"', __BACKEND_URL__: '"/"', __JWT_TOKEN_STORAGE_KEY__: "undefined" },
  });
  return outputFiles[0].text;
}
