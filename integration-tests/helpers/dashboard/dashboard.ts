import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { type Chromium, launchChromium } from "../../../scripts/chromium";
import type { ApiClient } from "../http/api-client";
import { ServerProcess } from "../stores/server-process";
import { ADMIN_STORE, BUILT_ADMIN_STORE, buildAdminStore } from "./admin-store";

const AXE = join(__dirname, "../../../node_modules/axe-core/axe.min.js");

/** Medusa's own: the button that closes a dialog or a drawer has no name, and stands beside the sign of its key. */
const NOT_OURS = ["[role=dialog] button:has(+ kbd)", "[role=dialog] kbd + button"];

/** Against hanging only: a machine with other work takes many times longer than a quiet one. */
const TIMEOUT_MS = 120_000;

/** What the build makes of `__AUTH_TYPE__`, in the dashboard's client of the routes and in the plugin's. */
const BUILT_FOR_SESSIONS = /="session"(?=[,;])/g;

/** The storage of a test is its own, also after a reload. The tab's storage knows whether the test has begun. */
const beginPage = (language: string): string => `
  if (!sessionStorage.getItem("begun")) {
    localStorage.clear();
    sessionStorage.setItem("begun", "yes");
  }
  localStorage.setItem("lng", ${JSON.stringify(language)});
`;

/** An administrator at the dashboard of a store of their own, in a real browser. */
export class Dashboard {
  readonly server: ServerProcess;
  private browser: Browser | undefined;
  private context: BrowserContext | undefined;
  private current: Page | undefined;
  /** The context of a page that does not share the common one. */
  private ownContext: BrowserContext | undefined;
  private client: ApiClient | undefined;
  private problems: string[] = [];
  private expected: RegExp[] = [];

  constructor(
    purpose: string,
    private readonly chromium: Chromium,
  ) {
    this.server = new ServerProcess(purpose, {
      directory: ADMIN_STORE,
      builtDirectory: BUILT_ADMIN_STORE,
      // Not "production": that sends cookies over TLS only. Not "development": that builds pages as they are opened.
      environment: (origin) => ({ NODE_ENV: "test", STORE_ORIGIN: origin }),
    });
  }

  async open(): Promise<void> {
    await buildAdminStore();
    [this.browser] = await Promise.all([launchChromium(this.chromium), this.server.create()]);
    this.client = await this.server.admin();
    this.context = await this.logIn(this.browser);
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await this.server.remove();
  }

  /** A new page for each test, logged in, in English. All are of one context: its cache has the dashboard's scripts. */
  async beginTest(): Promise<void> {
    await this.openPage({ language: "en" });
  }

  /** @throws Error when the page threw, or wrote an error to the console, that the test did not expect. */
  async endTest(): Promise<void> {
    await this.closePage();
    const unexpected = this.problems.filter((problem) => !this.expected.some((one) => one.test(problem)));
    if (unexpected.length > 0) {
      throw new Error(`The page reported:\n${unexpected.join("\n")}`);
    }
  }

  async openPage({ language, width = 1_280 }: { language: string; width?: number }): Promise<void> {
    await this.closePage();
    this.problems = [];
    this.expected = [];
    // as: a test runs after `open`.
    const context = this.context as BrowserContext;
    // The dashboard writes the language to both, and reads the cookie first.
    await context.addCookies([{ name: "lng", value: language, url: this.server.url }]);
    this.current = await context.newPage();
    await this.current.setViewportSize({ width, height: 900 });
    await this.current.addInitScript({ content: beginPage(language) });
    this.listenTo(this.current);
  }

  /** Opens a page of a dashboard that was built with `ADMIN_AUTH_TYPE=jwt`, in a browser of its own without cookies. */
  async useTokens(): Promise<this> {
    await this.closePage();
    // as: a test runs after `open`.
    const context = await (this.browser as Browser).newContext({ locale: "en-US" });
    context.setDefaultTimeout(TIMEOUT_MS);
    this.ownContext = context;
    const token = JSON.stringify(await this.server.token());
    await context.addInitScript({ content: `localStorage.setItem("medusa_auth_token", ${token})` });
    await context.route("**/app/assets/index-*.js", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(BUILT_FOR_SESSIONS, '="jwt"') });
    });
    this.current = await context.newPage();
    this.listenTo(this.current);
    return this;
  }

  get page(): Page {
    // as: a test has a page.
    return this.current as Page;
  }

  /** The same administrator, at the routes. */
  get admin(): ApiClient {
    // as: a test runs after `open`.
    return this.client as ApiClient;
  }

  get database() {
    return this.server.database;
  }

  /** Errors like this belong to the test: a browser writes every refusal to its console. */
  expectProblem(problem: RegExp): void {
    this.expected.push(problem);
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.server.url}/app${path}`);
  }

  /**
   * Searches a list, and waits until the URL has the words. The list writes them there after a pause in typing, which
   * stops a navigation that a click has begun meanwhile.
   */
  async search(words: string): Promise<void> {
    await this.page.getByRole("searchbox").fill(words);
    await this.page.waitForURL((url) => (url.searchParams.get("q") ?? "") === words);
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole("heading", { name });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name });
  }

  /** Violations that axe calls serious or critical, within a part of the page: their rules and elements. */
  async violations(within = "main"): Promise<string[]> {
    await this.page.evaluate(
      "Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < Infinity).map((one) => one.finished.catch(() => {})))",
    );
    await this.page.evaluate(readFileSync(AXE, "utf8"));
    const { violations } = await this.page.evaluate<AxeResults>(
      `axe.run({ include: [${JSON.stringify(within)}], exclude: ${JSON.stringify(NOT_OURS)} }, { resultTypes: ["violations"] })`,
    );
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(" | ")}`);
  }

  private async logIn(browser: Browser): Promise<BrowserContext> {
    const context = await browser.newContext({ locale: "en-US" });
    context.setDefaultTimeout(TIMEOUT_MS);
    const headers = { authorization: `Bearer ${await this.server.token()}` };
    const answer = await context.request.post(`${this.server.url}/auth/session`, { headers });
    if (!answer.ok()) {
      throw new Error(`The session was refused: ${answer.status()} ${await answer.text()}`);
    }
    return context;
  }

  private async closePage(): Promise<void> {
    await this.current?.close();
    await this.ownContext?.close();
    this.ownContext = undefined;
  }

  private listenTo(page: Page): void {
    page.on("pageerror", (error) => this.problems.push(`error: ${error.stack ?? error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") {
        this.problems.push(`console: ${message.text()} (${message.location().url})`);
      }
    });
  }
}
